package org.itr.company;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.itr.company.CompanyCommand.SaveCompany;
import org.itr.event.Actors;
import org.itr.login.LoginCommand.SaveLogin;
import org.itr.login.Logins;
import org.itr.login.PasswordRules;
import org.itr.objecttype.ListRequest;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Secret;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.store.CommandSender;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Makes the first company and its master user on a server that has none. Their ids are always the
 * same, so a start that was cut short is completed by the next one.
 */
@Component
public class FirstStart {

  /** The name of the first company. */
  public static final String COMPANY_NAME = "ITRHelpdesk";

  /** The name that the first master user logs in with. */
  public static final String USER_NAME = "Admin";

  private static final UUID COMPANY_ID = idOf("company " + COMPANY_NAME);
  private static final UUID USER_ID = idOf("login " + USER_NAME);
  private static final int PASSWORD_LENGTH = 20;

  private static final List<String> RIGHTS =
      List.of(
          "IsMasterUser",
          "IsOfficeUser",
          "IsOrganisationSupervisor",
          "IsTestAuthor",
          "IsReportAuthor",
          "IsTestScreenTemplateAuthor",
          "IsTranslator",
          "IsPasswordManager",
          "IsResearcher",
          "MayOrderCredits",
          "HasTestingOfficeAccess",
          "HasEducationalOfficeAccess");

  private final Views views;
  private final CommandSender sender;
  private final Clock clock;
  private final @Nullable Secret configuredPassword;
  private final PrintStream terminal;

  /**
   * @param password the master user's first password; where it is empty it is made at random and
   *     printed once
   */
  @Autowired
  FirstStart(
      Views views,
      CommandSender sender,
      Clock clock,
      @Value("${settings.admin-password}") String password) {
    this(views, sender, clock, password, System.out);
  }

  FirstStart(
      Views views, CommandSender sender, Clock clock, String password, PrintStream terminal) {
    this.views = views;
    this.sender = sender;
    this.clock = clock;
    this.configuredPassword = password.isEmpty() ? null : new Secret(password);
    this.terminal = terminal;
  }

  /**
   * Makes what is missing; does nothing on any but the first start.
   *
   * @throws IllegalStateException when the configured password is too short
   */
  public void run() {
    ObjectKey company = ObjectKey.of(Companies.TYPE, Space.MASTER, COMPANY_ID);
    Map<String, String> server = Actors.system(Space.of(COMPANY_ID));
    if (!hasAny(Companies.TYPE, Space.MASTER)) {
      requireGoodPassword();
      sender.send(
          new SaveCompany(
              company,
              Map.of(
                  "CompanyName",
                  COMPANY_NAME,
                  // The website reads in it before it looks whether it is there.
                  "PluginData",
                  Map.of("Preferences", Map.of()))),
          server);
    }
    if (views.find(company).isPresent() && !hasAny(Logins.TYPE, Space.of(COMPANY_ID))) {
      requireGoodPassword();
      makeMasterUser(server);
    }
  }

  private boolean hasAny(ObjectType type, Space space) {
    return views.count(ListRequest.everything(type, space, null)) > 0;
  }

  private void requireGoodPassword() {
    if (configuredPassword != null && PasswordRules.isTooShort(configuredPassword)) {
      throw new IllegalStateException(
          "ITR_ADMIN_PASSWORD must have at least " + PasswordRules.SHORTEST + " characters");
    }
  }

  private void makeMasterUser(Map<String, String> server) {
    Secret password =
        configuredPassword == null ? PasswordRules.generate(PASSWORD_LENGTH) : configuredPassword;
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("Email", USER_NAME);
    fields.put("UserName", USER_NAME);
    RIGHTS.forEach(right -> fields.put(right, true));
    // The website reads in it before it looks whether it is there.
    fields.put("PluginData", Map.of("UI", Map.of("DarkMode", false)));
    if (configuredPassword != null) {
      // One that was printed stays expired: the website asks for a new one at the first login.
      fields.put("PasswordExpirationDate", PasswordRules.expiryFrom(clock.instant()));
    }
    ObjectKey user = ObjectKey.of(Logins.TYPE, Space.of(COMPANY_ID), USER_ID);
    sender.send(new SaveLogin(user, password, fields), server);
    if (configuredPassword == null) {
      // To the terminal and not to the log, which others may read and which is kept.
      terminal.println(
          "The first master user is "
              + USER_NAME
              + " with the password "
              + password.value()
              + " (shown this once)");
    }
  }

  private static UUID idOf(String what) {
    return UUID.nameUUIDFromBytes(("first start: " + what).getBytes(StandardCharsets.UTF_8));
  }
}
