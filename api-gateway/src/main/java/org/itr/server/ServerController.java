package org.itr.server;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.itr.event.Remembered;
import org.itr.http.Answer;
import org.itr.http.Caller;
import org.itr.objecttype.ListRequest;
import org.itr.objecttype.ListRequest.Comparison;
import org.itr.objecttype.ListRequest.Condition;
import org.itr.objecttype.ListRequest.Operator;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.setting.CurrentSettings;
import org.itr.token.TokenVault;
import org.itr.token.Tokens;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The texts of the login screen, and information about the server. */
@Controller
class ServerController {

  private final Views views;
  private final CurrentSettings settings;
  private final Clock clock;
  private final List<Remembered> remembered;
  private final String version;

  ServerController(
      Views views,
      CurrentSettings settings,
      Clock clock,
      List<Remembered> remembered,
      ObjectProvider<BuildProperties> build) {
    this.views = views;
    this.settings = settings;
    this.clock = clock;
    this.remembered = remembered;
    this.version =
        Optional.ofNullable(build.getIfAvailable())
            .map(BuildProperties::getVersion)
            .orElse("development");
  }

  @GetMapping("/api/copyright")
  Answer copyright(HttpServletRequest request) {
    return shown("COPYRIGHT", request);
  }

  @GetMapping("/api/companyname")
  Answer companyName(HttpServletRequest request) {
    return shown("COMPANYNAME", request);
  }

  @GetMapping("/api/companylogo")
  Answer companyLogo(HttpServletRequest request) {
    return shown("COMPANYLOGO", request);
  }

  /** The setting of the company that the host name belongs to, else the server's. */
  private Answer shown(String name, HttpServletRequest request) {
    Space company =
        Optional.ofNullable(request.getServerName())
            .flatMap(views::companyOfHost)
            .map(row -> Space.of(row.uuid("ID")))
            .orElse(Space.MASTER);
    return Answer.text(settings.of(company, name).orElse(""));
  }

  @GetMapping("/api/version")
  Answer version() {
    return Answer.text(version);
  }

  /** Forgets what is only kept to be fast; nobody should ever need it. */
  @PostMapping("/api/cache/clear")
  Answer clearCaches() {
    remembered.forEach(Remembered::forget);
    return Answer.OK;
  }

  /**
   * How many are logged in, in brackets how many of them are candidates; for a master user also on
   * the whole server.
   */
  @GetMapping("/api/activesessions")
  Answer activeSessions(Caller caller) {
    String ofCompany =
        shown(
            List.of(Condition.equal(Tokens.TYPE.field("CompanyID"), caller.company().toString())));
    return Answer.text(caller.isMaster() ? ofCompany + "-" + shown(List.of()) : ofCompany);
  }

  private String shown(List<Condition> whose) {
    List<Condition> loggedIn = new ArrayList<>(whose);
    loggedIn.add(
        new Condition(
            Tokens.TYPE.field("TokenValidated"),
            List.of(
                new Comparison(
                    Operator.AT_LEAST,
                    clock.instant().minus(TokenVault.SESSION_LIFE).toString()))));
    List<Condition> candidates = new ArrayList<>(loggedIn);
    candidates.add(Condition.equal(Tokens.TYPE.field("IsTestTakingUser"), true));
    return count(loggedIn) + "(" + count(candidates) + ")";
  }

  private long count(List<Condition> conditions) {
    return views.count(ListRequest.of(Tokens.TYPE, Space.MASTER, conditions));
  }
}
