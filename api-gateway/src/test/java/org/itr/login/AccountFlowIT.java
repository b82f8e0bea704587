package org.itr.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.itr.support.OneTimeCodes;
import org.itr.support.ServerProcess;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.junit.jupiter.api.Test;

/** How users get in: with a second factor, and after they forgot their password. */
class AccountFlowIT {

  private final ServerProcess server = ServerProcess.shared();

  @Test
  void no_more_consultants_are_added_than_there_may_be_even_at_the_same_moment() throws Exception {
    TestCompany company = TestCompany.on(server);
    Website master = company.user("IsMasterUser", "IsOfficeUser");
    Website supervisor = company.user("IsOrganisationSupervisor", "IsOfficeUser");
    assertThat(supervisor.post("systemsettings/MAXNUMBEROFCONSULTANTS", "9").status())
        .isEqualTo(403);
    assertThat(master.post("systemsettings/MAXNUMBEROFCONSULTANTS", "5").status()).isEqualTo(200);

    ExecutorService callers = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String id = UUID.randomUUID().toString();
        all.add(
            () ->
                supervisor
                    .post(
                        "logins/" + id,
                        Map.of("Email", id + "@x.example", "UserName", id, "IsOfficeUser", true))
                    .status());
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> status : callers.invokeAll(all)) {
        statuses.add(status.get());
      }
      assertThat(statuses).containsOnly(200, 403);
      assertThat(statuses.stream().filter(status -> status == 200)).hasSize(3);
    } finally {
      callers.shutdownNow();
    }
    String candidate = UUID.randomUUID().toString();
    assertThat(
            supervisor
                .post("persons/" + candidate, Map.of("EMail", candidate, "LastName", "Candidate"))
                .status())
        .isEqualTo(200);
    Answer promoted = supervisor.post("logins/" + candidate, Map.of("IsOfficeUser", true));
    assertThat(promoted.status()).isEqualTo(403);
    assertThat(promoted.body()).contains("maximum number of consultants (5)");
  }

  @Test
  void a_company_that_is_deactivated_logs_its_users_out() {
    TestCompany company = TestCompany.on(server);
    String email = company.email("IsOfficeUser");
    Website user = company.logIn(email);
    Map<String, Object> inactive = Map.of("Active", false);
    assertThat(server.master().post("companies/" + company.id(), inactive).status()).isEqualTo(200);
    assertThat(user.get("companies/currentcompany").status()).isEqualTo(404);
    assertThat(new Website(server.url()).tryLogin(email, company.password()).status())
        .isEqualTo(401);
  }

  @Test
  void a_user_who_is_removed_or_deactivated_is_out_at_once_and_for_good() {
    TestCompany company = TestCompany.on(server);
    Website supervisor = company.user("IsOrganisationSupervisor", "IsOfficeUser");
    Website removed = company.user("IsOfficeUser");
    Website deactivated = company.user("IsOfficeUser");
    String login = "logins/" + idOf(deactivated);
    List<String> users = List.of(idOf(removed), idOf(deactivated));
    assertThat(usersWithTokens(supervisor)).containsAll(users);
    assertThat(supervisor.delete("logins/" + users.get(0)).status()).isEqualTo(200);
    assertThat(supervisor.post(login, Map.of("Active", false)).status()).isEqualTo(200);

    for (Website user : List.of(removed, deactivated)) {
      Answer refused = user.get("companies/currentcompany");
      assertThat(refused.status()).isEqualTo(404);
      assertThat(refused.body()).isEqualTo("Invalid or expired token");
      assertThat(user.post("educations/" + UUID.randomUUID(), Map.of("Name", "None")).status())
          .isEqualTo(404);
      assertThat(user.post("checktoken", "").status()).isEqualTo(404);
      assertThat(user.get("sessionteststaking/" + UUID.randomUUID()).status()).isEqualTo(403);
    }
    assertThat(supervisor.get("educations").json()).isEmpty();
    assertThat(usersWithTokens(supervisor)).doesNotContainAnyElementsOf(users);
    assertThat(supervisor.post(login, Map.of("Active", true)).status()).isEqualTo(200);
    assertThat(deactivated.get("companies/currentcompany").status())
        .as("with the token from before")
        .isEqualTo(404);
  }

  private static List<String> usersWithTokens(Website reader) {
    List<String> users = new ArrayList<>();
    fromAnywhere(reader, "GET", "tokens", "StartPage", "-1")
        .json()
        .forEach(token -> users.add(token.get("UserID").asText()));
    return users;
  }

  private static String idOf(Website user) {
    return user.get("logins/currentuser").json().get("ID").asText();
  }

  @Test
  void an_api_key_is_shown_to_password_managers_alone() {
    TestCompany company = TestCompany.on(server);
    Website supervisor = company.user("IsOrganisationSupervisor", "IsOfficeUser");
    Website manager = company.user("IsOrganisationSupervisor", "IsOfficeUser", "IsPasswordManager");
    Website master = company.user("IsMasterUser", "IsOfficeUser");
    Website owner = company.user("IsOfficeUser");
    String login = "logins/" + idOf(owner);
    String key = "Key-" + UUID.randomUUID();
    assertThat(supervisor.post(login, Map.of("APIKey", key)).status()).isEqualTo(200);

    assertThat(manager.get(login).json().get("APIKey").asText()).isEqualTo(key);
    for (Website other : List.of(supervisor, master, owner)) {
      Answer shown = other.get(login);
      assertThat(shown.json().get("APIKey").asText()).isEmpty();
      assertThat(shown.body()).doesNotContain(key);
    }
    assertThat(manager.get("logins", "StartPage", "-1").body())
        .contains(idOf(owner))
        .doesNotContain(key);
  }

  @Test
  void a_second_factor_is_registered_once_and_its_codes_are_good_once() throws Exception {
    TestCompany company = TestCompany.on(server, Map.of("MFAEnabled", true));
    String email = company.email("IsOfficeUser");
    long before = server.logSize();
    Website browser = new Website(server.url());
    String[] who = {"UserID", email, "Password", company.password()};
    Answer first = fromAnywhere(browser, "GET", "login", who);
    assertThat(first.json().get("MFAStatus").asText()).isEqualTo("QR");
    assertThat(first.json().get("SessionID").asText()).isEmpty();

    Answer shown = fromAnywhere(browser, "GET", "login/qrcode", who);
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.type()).startsWith("text/");
    assertThat(shown.body()).startsWith("otpauth://totp/");
    assertThat(fromAnywhere(browser, "GET", "login/qrcode", who).body()).isEqualTo(shown.body());
    assertThat(fromAnywhere(browser, "GET", "login", who).json().get("MFAStatus").asText())
        .isEqualTo("CODE");

    String code = OneTimeCodes.now(shown.body());
    Answer wrong = withCode(browser, company, email, code.equals("000000") ? "000001" : "000000");
    assertThat(wrong.status()).isEqualTo(401);
    Answer right =
        withCode(browser, company, email, code.substring(0, 3) + " " + code.substring(3));
    assertThat(right.status()).isEqualTo(200);
    assertThat(right.json().get("MFAStatus").asText()).isEqualTo("OK");
    assertThat(right.json().get("SessionID").asText()).matches("W[0-9a-f]{32}");
    assertThat(withCode(browser, company, email, code).status()).isEqualTo(401);
    assertThat(fromAnywhere(browser, "GET", "login/qrcode", who).status()).isEqualTo(401);
    Answer next =
        withCode(
            browser, company, email, OneTimeCodes.at(shown.body(), Instant.now().plusSeconds(30)));
    assertThat(next.status()).isEqualTo(200);
    assertThat(
            fromAnywhere(browser, "GET", "login/qrcode", "UserID", email, "Password", "wrong")
                .status())
        .isEqualTo(401);

    String secret = OneTimeCodes.secret(shown.body());
    assertThat(server.logAfter(before))
        .contains("/api/login/mfacode")
        .doesNotContain(secret)
        .doesNotContainPattern("\\b" + code + "\\b");
    assertThat(historyOf(company).toString())
        .contains("SecondFactorConfirmed")
        .doesNotContain(secret);
    assertThat(toldFor(company, "SecondFactorExists"))
        .as("asked for again before and after a first code")
        .hasSize(2);
  }

  @Test
  void nobody_has_a_second_factor_where_the_company_asks_for_none() {
    TestCompany company = TestCompany.on(server, Map.of("MFAEnabled", false));
    String email = company.email("IsOfficeUser");
    Website browser = new Website(server.url());
    assertThat(
            fromAnywhere(
                    browser, "GET", "login/qrcode", "UserID", email, "Password", company.password())
                .status())
        .isEqualTo(401);
    assertThat(toldFor(company, "NoSecondFactor")).hasSize(1);
    assertThat(withCode(browser, company, email, "123456").status()).isEqualTo(401);
    assertThat(browser.login(email, company.password()).json().get("MFAStatus").asText())
        .isEqualTo("NA");
  }

  @Test
  void asking_for_a_new_password_in_vain_is_told_with_the_account_that_it_was_asked_for() {
    TestCompany company = TestCompany.on(server);
    Website supervisor = company.user("IsOrganisationSupervisor");
    String email = company.email("IsOfficeUser");
    Website browser = new Website(server.url());
    for (int i = 0; i < 2; i++) {
      assertThat(
              fromAnywhere(browser, "POST", "sendresetpassword", "SessionID", "", "UserID", email)
                  .status())
          .isEqualTo(200);
    }
    String id =
        supervisor
            .get("logins", "Filter", "Email='" + email + "'")
            .json()
            .get(0)
            .get("ID")
            .asText();

    assertThat(toldFor(company, "ResetLinkSentAlready")).containsExactly(id);

    assertThat(supervisor.post("logins/" + id, Map.of("Active", false)).status()).isEqualTo(200);
    assertThat(
            fromAnywhere(browser, "POST", "sendresetpassword", "SessionID", "", "UserID", email)
                .status())
        .isEqualTo(404);
    assertThat(toldFor(company, "NoResetLink")).containsExactly(id);
  }

  @Test
  void a_login_without_a_password_is_an_attempt_too() {
    TestCompany company = TestCompany.on(server);
    Website browser = new Website(server.url());
    assertThat(
            fromAnywhere(
                    browser,
                    "GET",
                    "login",
                    "SessionID",
                    "",
                    "UserID",
                    company.email("IsOfficeUser"),
                    "Password",
                    "",
                    "CompanyID",
                    "")
                .status())
        .isEqualTo(401);
    assertThat(toldFor(company, "WrongPassword")).hasSize(1);
  }

  /** The accounts that refused attempts are told of, for that reason. */
  private List<String> toldFor(TestCompany company, String reason) {
    List<String> accounts = new ArrayList<>();
    for (JsonNode row : historyOf(company)) {
      if (row.get("Kind").asText().equals("REFUSAL")
          && row.get("NewData").asText().contains("\"Reason\":\"" + reason + "\"")) {
        accounts.add(row.get("ObjectID").asText());
      }
    }
    return accounts;
  }

  /** As a master user of another company reads it, who needs no second factor. */
  private JsonNode historyOf(TestCompany company) {
    return server.master().get("history", "CompanyID", company.id(), "StartPage", "-1").json();
  }

  /** One call a second is what a browser may do here, so each comes from another one. */
  private static Answer fromAnywhere(
      Website website, String method, String path, String... headers) {
    List<String> all =
        new ArrayList<>(List.of("BrowserID", UUID.randomUUID().toString(), "CompanyID", ""));
    all.addAll(List.of(headers));
    return website.call(method, path, null, all.toArray(String[]::new));
  }

  private static Answer withCode(Website browser, TestCompany company, String email, String code) {
    return fromAnywhere(
        browser,
        "POST",
        "login/mfacode",
        "UserID",
        email,
        "Password",
        company.password(),
        "MFACode",
        code);
  }
}
