package org.itr.openapi;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.itr.support.BrowserWindow;
import org.itr.support.Chromium;
import org.itr.support.OneTimeCodes;
import org.itr.support.ServerProcess;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person tries calls on the page of the server, in a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiPageIT {

  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  private final ServerProcess server = ServerProcess.shared();
  private BrowserWindow window;
  private Page page;

  @BeforeEach
  void openPage() {
    open(BrowserWindow.onDesk(CHROMIUM));
  }

  private void open(BrowserWindow opened) {
    window = opened;
    page = window.page();
    page.navigate(server.url() + "/api/test");
    assertThat(page.locator("#list a").first()).isVisible();
  }

  @AfterEach
  void nothing_was_complained_of() {
    window.close();
  }

  private Locator labelled(String name) {
    return window.labelled(name);
  }

  private Locator button(String name) {
    return window.button(name);
  }

  private void logIn(String user, String password) {
    labelled("User").fill(user);
    labelled("Password").fill(password);
    button("Log in").click();
  }

  private void choose(String method, String path) {
    page.locator("#search").fill(method + " " + path);
    page.locator("#list a[href='#" + method + "/" + path + "']").click();
    assertThat(page.locator("h2")).hasText(method + "/api/" + path);
  }

  private void answerIs(String status) {
    assertThat(page.locator("#status")).containsText(status);
  }

  @Test
  void a_person_logs_in_saves_an_object_and_reads_it() {
    TestCompany company = TestCompany.on(server);
    logIn(company.email("IsOfficeUser"), company.password());
    assertThat(page.locator("#who")).containsText("Company " + company.id());
    choose("POST", "educations/{id}");
    button("New").click();
    String id = labelled("id").inputValue();
    page.locator("#body").fill("{\"Name\": \"École <b>supérieure</b> 学校\"}");
    button("Send").click();
    answerIs("200 OK");
    choose("GET", "educations/{id}");
    assertThat(labelled("id")).hasValue(id);
    button("Send").click();
    answerIs("200 OK");
    assertThat(page.locator("#answer-body"))
        .containsText("\"Name\": \"École <b>supérieure</b> 学校\"");
    choose("GET", "educations");
    labelled("SearchField").fill("SUPÉRIEURE</B> 学");
    button("Send").click();
    assertThat(page.locator("#answer-body")).containsText(id);
    page.getByText("As a curl command").click();
    assertThat(page.locator("#curl"))
        .containsText(
            Pattern.compile(
                "^curl -X GET .*SessionID: \\$TOKEN.*/api/educations'$", Pattern.DOTALL));
    assertThat(page.locator("#curl")).not().containsText(Pattern.compile("W[0-9a-f]{32}"));
  }

  @Test
  @SuppressWarnings("unchecked")
  void every_call_can_be_chosen_and_has_a_field_for_all_that_it_reads() {
    List<String> expected = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path :
        new Website(server.url()).get("openapi").json().get("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        // Each reads BrowserID, which the page sends by itself.
        int fields = operation.getValue().get("parameters").size() - 1;
        int bodies = operation.getValue().has("requestBody") ? 1 : 0;
        String method = operation.getKey().toUpperCase(Locale.ROOT);
        expected.add(method + path.getKey() + " " + fields + " " + bodies);
      }
    }
    List<String> shown =
        (List<String>)
            page.evaluate(
                """
                async () => {
                  const shown = [];
                  for (const link of [...document.querySelectorAll('#list a')].map(a => a.hash)) {
                    const changed = new Promise(done => addEventListener('hashchange', done, {once: true}));
                    location.hash = link;
                    await changed;
                    shown.push(document.querySelector('h2').textContent
                      + ' ' + document.querySelectorAll('[data-in]').length
                      + ' ' + document.querySelectorAll('#body, #file').length);
                  }
                  return shown;
                }
                """);
    assertThat(shown).containsExactlyElementsOf(expected);
  }

  @Test
  void the_keyboard_is_enough() {
    TestCompany company = TestCompany.on(server);
    labelled("User").focus();
    page.keyboard().type(company.email("IsOfficeUser"));
    page.keyboard().press("Tab");
    page.keyboard().type(company.password());
    page.keyboard().press("Enter");
    assertThat(page.locator("#who")).isVisible();
    page.locator("body").press("/");
    page.keyboard().type("get companies/currentcompany");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("h2")).hasText("GET/api/companies/currentcompany");
    page.keyboard().press("Tab");
    page.keyboard().press("Control+Enter");
    answerIs("200 OK");
    assertThat(page.locator("#answer-body")).containsText(company.id());
  }

  @Test
  void a_refusal_is_shown_as_the_server_words_it_and_a_dead_token_asks_for_another() {
    TestCompany company = TestCompany.on(server);
    String email = company.email("IsOfficeUser");
    choose("GET", "educations");
    assertThat(page.locator("#token-hint")).hasText("You are not logged in.");
    logIn(email, "not the password");
    assertThat(page.locator("#login-note")).containsText("password");
    logIn(email, company.password());
    assertThat(page.locator("#who")).isVisible();
    choose("GET", "companies");
    button("Send").click();
    answerIs("403 Forbidden");
    assertThat(page.locator("#answer-body")).hasText("You are not allowed to do this");
    choose("GET", "persons/{id}");
    button("Send").click();
    assertThat(page.locator("#answer"))
        .containsText("id is part of the path and must be filled in.");
    labelled("id").fill("no such/id");
    button("Send").click();
    answerIs("400 Bad Request");
    page.reload();
    assertThat(page.locator("#who")).isVisible();
    String token = (String) page.evaluate("() => sessionStorage.getItem('itr-api-token')");
    Website sameToken = new Website(server.url());
    sameToken.continueWith(token, company.id());
    sameToken.post("logout", "");
    choose("GET", "educations");
    button("Send").click();
    answerIs("404 Not Found");
    assertThat(page.locator("#login-note")).hasText("Your token has expired; log in again.");
    assertThat(page.locator("#login")).isVisible();
  }

  @Test
  void a_second_factor_is_taken_over_and_asked_for() throws Exception {
    TestCompany company = TestCompany.on(server, Map.of("MFAEnabled", true));
    logIn(company.email("IsOfficeUser"), company.password());
    assertThat(page.locator("#enrol-address")).containsText("otpauth://totp/");
    labelled("Authentication code")
        .fill(OneTimeCodes.now(page.locator("#enrol-address").textContent()));
    button("Log in").click();
    assertThat(page.locator("#who")).containsText("Company " + company.id());
  }

  @Test
  void who_has_logins_in_several_companies_chooses_one() {
    TestCompany company = TestCompany.on(server);
    TestCompany other = TestCompany.on(server);
    String email = company.email("IsOfficeUser");
    other.engage(email, "IsOfficeUser");
    logIn(email, company.password());
    labelled("Company").selectOption("Company " + other.id());
    button("Log in").click();
    assertThat(page.locator("#who")).containsText("Company " + other.id());
    button("Log out").click();
    assertThat(page.locator("#login")).isVisible();
  }

  @Test
  void a_token_that_one_has_is_used_as_well() {
    Website user = TestCompany.on(server).user("IsOfficeUser");
    page.getByText("Use an existing token").click();
    labelled("SessionID").fill(user.token());
    button("Use it").click();
    assertThat(page.locator("#who")).containsText("Company " + user.company());
  }

  @Test
  void it_is_readable_on_a_phone_and_in_the_dark() {
    String light = window.background();
    window.close();
    open(BrowserWindow.onDarkPhone(CHROMIUM));
    assertThat(window.background()).isNotEqualTo(light);
    choose("POST", "logins/{id}");
    page.getByText("Fields", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("#calls")).not().hasAttribute("open", "");
    assertThat(window.pixelsTooWide()).isEqualTo(0);
  }

  @Test
  void the_policy_of_the_page_lets_nothing_run_that_is_not_its_own() {
    String policy =
        page.request().get(server.url() + "/api/test").headers().get("content-security-policy");
    assertThat(policy).startsWith("default-src 'none'").doesNotContain("unsafe");
    assertThat(window.runsForeignScript()).isFalse();
    assertThat(window.takeComplaints()).as("what the browser says of it").isNotEmpty();
  }
}
