package org.itr.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.itr.support.ServerProcess;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users who have accounts in several companies, and those who have none that is good now. */
class CompanyChoiceFlowIT {

  private static final String PASSWORD = "In both, 2026!!";

  private final ServerProcess server = ServerProcess.shared();
  private final Website master = server.master();
  private final String email = UUID.randomUUID() + "@both.example";

  private void account(TestCompany company, String password, Map<String, Object> more) {
    Map<String, Object> login = new HashMap<>();
    login.put("CompanyID", company.id());
    login.put("Email", email);
    login.put("UserName", "Of both");
    login.put("Password", password);
    login.put("IsOfficeUser", true);
    login.putAll(more);
    ok(master.post("logins/" + UUID.randomUUID(), login));
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private Answer logIn(Website website, String password, String... headers) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "UserID", email, "Password", password, "BrowserID", UUID.randomUUID().toString()));
    all.addAll(List.of(headers));
    return website.get("login", all.toArray(String[]::new));
  }

  @Test
  void a_user_of_several_companies_chooses_one_before_anything_else() {
    TestCompany one = TestCompany.on(server);
    TestCompany other = TestCompany.on(server);
    account(one, "Only in the first 1", Map.of());
    account(other, PASSWORD, Map.of());
    Website website = new Website(server.url());

    JsonNode first = ok(logIn(website, PASSWORD, "CompanyID", "")).json();
    assertThat(first.get("MultipleCompaniesFound").asText()).isEqualTo("Y");
    String choosing = first.get("SessionID").asText();
    website.continueWith(choosing, "");
    List<String> companies = new ArrayList<>();
    ok(website.get("logins/currentuser/companies", "StartPage", "-1", "IncludeClient", "N"))
        .json()
        .forEach(row -> companies.add(row.get("ID").asText()));
    assertThat(companies).containsExactlyInAnyOrder(one.id(), other.id());
    for (String call : List.of("companies/currentcompany", "logins/currentuser", "sessions")) {
      assertThat(website.get(call).status()).as(call).isEqualTo(403);
    }

    assertThat(logIn(website, PASSWORD, "CompanyID", one.id()).status())
        .as("with the password of the other company")
        .isEqualTo(401);
    JsonNode second = ok(logIn(website, PASSWORD, "CompanyID", other.id())).json();
    assertThat(second.get("MultipleCompaniesFound").asText()).isEqualTo("N");
    assertThat(second.get("CompanyID").asText()).isEqualTo(other.id());
    assertThat(website.get("logins/currentuser/companies").status())
        .as("the token for choosing")
        .isEqualTo(404);
    website.continueWith(second.get("SessionID").asText(), other.id());
    assertThat(ok(website.get("companies/currentcompany")).json().get("ID").asText())
        .isEqualTo(other.id());
  }

  @Test
  void an_account_shows_no_more_of_other_companies_than_is_needed_to_choose_one() {
    Map<String, Object> contact = Map.of("ContactPerson", "Known in house", "CompanyName", "Shown");
    TestCompany one = TestCompany.on(server, contact);
    TestCompany other = TestCompany.on(server, contact);
    account(one, PASSWORD, Map.of());
    account(other, "Of somebody else 1", Map.of());
    Website website = new Website(server.url());
    JsonNode login = ok(logIn(website, PASSWORD, "CompanyID", one.id())).json();
    website.continueWith(login.get("SessionID").asText(), one.id());

    Map<String, JsonNode> rows = new HashMap<>();
    ok(website.get(
            "logins/currentuser/companies",
            "StartPage",
            "-1",
            "Filter",
            "ContactPerson=Somebody,CompanyName=Shown"))
        .json()
        .forEach(row -> rows.put(row.get("ID").asText(), row));

    assertThat(rows).containsOnlyKeys(one.id(), other.id());
    assertThat(rows.get(one.id()).get("ContactPerson").asText()).isEqualTo("Known in house");
    assertThat(rows.get(other.id()).get("CompanyName").asText()).isEqualTo("Shown");
    assertThat(rows.get(other.id()).toString()).doesNotContain("Known in house");
    assertThat(rows.get(other.id()).size()).isEqualTo(rows.get(one.id()).size());
  }

  @Test
  void who_has_an_account_of_the_same_name_elsewhere_guesses_no_more_than_others() {
    TestCompany one = TestCompany.on(server);
    TestCompany other = TestCompany.on(server);
    account(one, "Of somebody else 1", Map.of());
    account(other, PASSWORD, Map.of());
    Website website = new Website(server.url());
    for (int i = 0; i < 5; i++) {
      assertThat(logIn(website, "guess " + i, "CompanyID", one.id()).body()).contains("wrong");
      ok(logIn(website, PASSWORD, "CompanyID", other.id()));
      assertThat(logIn(website, "guess again", "CompanyID", one.id()).body()).contains("wrong");
    }
    assertThat(logIn(website, "Of somebody else 1", "CompanyID", one.id()).body())
        .contains("Too many failed attempts");
  }

  @Test
  void the_host_name_of_a_company_chooses_it() throws IOException {
    String host = "portal-" + UUID.randomUUID() + ".example";
    TestCompany plain = TestCompany.on(server);
    TestCompany named =
        TestCompany.on(server, Map.of("AdministrativeID", host.toUpperCase(Locale.ROOT)));
    account(plain, PASSWORD, Map.of());
    account(named, PASSWORD, Map.of());

    String answer = logInAt(host + ":8080");

    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(answer).contains("\"MultipleCompaniesFound\":\"N\"").contains(named.id());
    assertThat(logInAt("another.example")).contains("\"MultipleCompaniesFound\":\"Y\"");
  }

  /** The client library of the other tests does not let the host name be chosen. */
  private String logInAt(String host) throws IOException {
    try (Socket socket = new Socket("localhost", URI.create(server.url()).getPort())) {
      String request =
          "GET /api/login HTTP/1.1\r\nHost: "
              + host
              + "\r\nConnection: close\r\nUserID: "
              + email
              + "\r\nPassword: "
              + PASSWORD
              + "\r\nBrowserID: "
              + UUID.randomUUID()
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "logins, EndDateLicense, 2021-01-01T00:00:00Z",
    "logins, StartDateLicense, 2090-01-01T00:00:00Z",
    "logins, Active, false",
    "companies, LicenseEndDate, 2021-01-01T00:00:00Z",
    "companies, LicenseStartDate, 2090-01-01T00:00:00Z",
    "companies, Active, false",
  })
  void who_is_not_licensed_or_not_active_is_not_let_in(String what, String field, String value) {
    Map<String, Object> unusable = Map.of(field, value);
    account(
        TestCompany.on(server, what.equals("companies") ? unusable : Map.of()),
        PASSWORD,
        what.equals("logins") ? unusable : Map.of());
    Answer refused = logIn(new Website(server.url()), PASSWORD, "CompanyID", "");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.body()).isEqualTo("The user name or the password is wrong");

    account(TestCompany.on(server), PASSWORD, Map.of());
    JsonNode elsewhere = ok(logIn(new Website(server.url()), PASSWORD, "CompanyID", "")).json();
    assertThat(elsewhere.get("MultipleCompaniesFound").asText()).isEqualTo("N");
  }

  @Test
  void a_new_password_without_a_valid_link_is_refused_and_told() {
    TestCompany company = TestCompany.on(server);
    account(company, PASSWORD, Map.of());
    Website stranger = new Website(server.url());
    for (String token : List.of("P" + "0".repeat(32), company.user("IsOfficeUser").token(), "x")) {
      assertThat(
              stranger
                  .post(
                      "resetpassword",
                      "",
                      "UserID",
                      email,
                      "Password",
                      "Of a stranger 1",
                      "SessionID",
                      token,
                      "BrowserID",
                      UUID.randomUUID().toString())
                  .status())
          .as(token)
          .isEqualTo(404);
    }
    ok(logIn(new Website(server.url()), PASSWORD, "CompanyID", ""));
    Website supervisor = company.user("IsOrganisationSupervisor", "IsOfficeUser");
    assertThat(
            ok(supervisor.get(
                    "audittrail/objecttype/4", "StartPage", "-1", "SearchField", "ResetLink"))
                .json())
        .hasSize(3);
  }

  @Test
  void a_changed_password_is_good_for_three_months_and_the_old_one_no_more() {
    TestCompany company = TestCompany.on(server);
    account(company, PASSWORD, Map.of("PasswordExpirationDate", "2000-01-01T00:00:00Z"));
    Website website = new Website(server.url());
    website.login(email, PASSWORD);

    Website elsewhere = new Website(server.url());
    elsewhere.login(email, PASSWORD);
    String path = "logins/currentuser/changepassword";
    String[] browser = {"BrowserID", UUID.randomUUID().toString()};
    assertThat(
            website
                .post(
                    path,
                    Map.of("old_password", "not this one", "new_password", "Another 2026!!"),
                    browser)
                .status())
        .isEqualTo(404);
    assertThat(
            website
                .post(path, Map.of("old_password", PASSWORD, "new_password", "too short"))
                .status())
        .isEqualTo(400);
    ok(
        website.post(
            path,
            Map.of("old_password", PASSWORD, "new_password", "Another 2026!!"),
            "BrowserID",
            UUID.randomUUID().toString()));

    assertThat(
            OffsetDateTime.parse(
                ok(website.get("logins/currentuser"))
                    .json()
                    .get("PasswordExpirationDate")
                    .asText()))
        .isBetween(OffsetDateTime.now().plusDays(85), OffsetDateTime.now().plusDays(95));
    assertThat(elsewhere.get("logins/currentuser").status())
        .as("who came in with the old password")
        .isEqualTo(404);
    assertThat(logIn(new Website(server.url()), PASSWORD, "CompanyID", "").status()).isEqualTo(401);
    ok(logIn(new Website(server.url()), "Another 2026!!", "CompanyID", ""));
  }

  @Test
  void a_master_users_old_password_is_good_in_no_company_any_more() {
    TestCompany home = TestCompany.on(server);
    TestCompany visited = TestCompany.on(server);
    home.engage(email, "IsMasterUser", "IsOfficeUser");
    Website user = home.logIn(email);
    ok(user.post("tokens/" + user.token() + "/" + visited.id(), ""));
    String fresh = "Another 2026!!";
    ok(
        user.post(
            "logins/currentuser/changepassword",
            Map.of("old_password", home.password(), "new_password", fresh)));

    for (TestCompany company : List.of(home, visited)) {
      String[] there = {"CompanyID", company.id()};
      assertThat(logIn(new Website(server.url()), home.password(), there).status()).isEqualTo(401);
      ok(logIn(new Website(server.url()), fresh, there));
    }
  }
}
