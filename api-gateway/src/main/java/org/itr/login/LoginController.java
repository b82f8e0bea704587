package org.itr.login;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.itr.http.Answer;
import org.itr.http.Caller;
import org.itr.http.HeaderText;
import org.itr.http.Ids;
import org.itr.http.Origin;
import org.itr.http.WireWriter;
import org.itr.objecttype.Secret;
import org.itr.token.TokenService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Getting in, staying in, and getting out. */
@Controller
class LoginController {

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final LoginService logins;
  private final TokenService tokens;

  LoginController(LoginService logins, TokenService tokens) {
    this.logins = logins;
    this.tokens = tokens;
  }

  @GetMapping("/api/login")
  Answer login(HttpServletRequest request, Origin origin) {
    String poll = HeaderText.of(request, "Poll");
    boolean isPollAlone =
        !poll.isEmpty()
            && HeaderText.of(request, "UserID").isEmpty()
            && HeaderText.of(request, "Password").isEmpty();
    return answer(
        !isPollAlone
            ? logins.login(attempt(request, origin), origin.metaData())
            : logins.takePart(poll, origin.address(), origin.metaData()));
  }

  /** With the code of the second factor. */
  @PostMapping("/api/login/mfacode")
  Answer loginWithCode(HttpServletRequest request, Origin origin) {
    Secret code = new Secret(BLANKS.matcher(HeaderText.of(request, "MFACode")).replaceAll(""));
    return answer(logins.login(attempt(request, origin), code, origin.metaData()));
  }

  /** The address from which a device for codes takes over the second factor. */
  @GetMapping("/api/login/qrcode")
  Answer secondFactor(HttpServletRequest request, Origin origin) {
    return Answer.text(logins.secondFactorOf(attempt(request, origin), origin.metaData()).value());
  }

  private static LoginAttempt attempt(HttpServletRequest request, Origin origin) {
    String company = HeaderText.of(request, "CompanyID");
    String choosingToken = HeaderText.of(request, "SessionID");
    return new LoginAttempt(
        HeaderText.of(request, "UserID"),
        new Secret(HeaderText.of(request, "Password")),
        company.isEmpty() ? noChoice() : Ids.parse("CompanyID", company),
        choosingToken.isEmpty() ? null : new Secret(choosingToken),
        Optional.ofNullable(request.getServerName()).orElse(""),
        origin.address());
  }

  private static Answer answer(LoginResult result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("SessionID", result.token().value());
    json.put("ExpirationDateTime", WireWriter.moment(result.expires()));
    json.put("CompanyID", result.company().toString());
    json.put("MFAStatus", result.secondFactor().name());
    json.put("MultipleCompaniesFound", result.severalCompanies() ? "Y" : "N");
    return Answer.jsonAsText(json.toString());
  }

  private static @Nullable UUID noChoice() {
    return null;
  }

  /** That the token is good was found out, and its life renewed, on the way here. */
  @PostMapping("/api/checktoken")
  Answer checkToken() {
    return Answer.OK;
  }

  @PostMapping("/api/logout")
  Answer logout(Caller caller) {
    tokens.end(caller.tokenSession(), "logout", caller.metaData());
    return Answer.OK;
  }
}
