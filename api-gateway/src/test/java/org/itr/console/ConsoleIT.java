package org.itr.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.util.Map;
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

/** The frame of the console: getting in and out, and what it lets run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleIT {

  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  private final ServerProcess server = ServerProcess.shared();
  private BrowserWindow window;

  @BeforeEach
  void open() {
    window = BrowserWindow.onDesk(CHROMIUM);
  }

  @AfterEach
  void close() {
    window.close();
  }

  private void logIn(String user, String password) {
    window.page().navigate(server.url() + "/console");
    window.labelled("User name or e-mail").fill(user);
    window.labelled("Password").fill(password);
    window.button("Log in").click();
  }

  @Test
  void a_user_gets_in_stays_in_and_gets_out() {
    TestCompany company = TestCompany.on(server);
    String email = company.email("IsOfficeUser");
    logIn(email, "not the password");
    assertThat(window.page().getByRole(AriaRole.ALERT))
        .hasText("The user name or the password is wrong");
    logIn(email, company.password());
    assertThat(window.page().locator("header")).containsText("Company " + company.id());
    window.page().reload();
    assertThat(window.button("Log out")).isVisible();
    window.button("Log out").click();
    assertThat(window.labelled("Password")).isVisible();
    window.page().reload();
    assertThat(window.labelled("Password")).isVisible();
  }

  @Test
  void who_has_logins_in_several_companies_chooses_one() {
    TestCompany company = TestCompany.on(server);
    TestCompany other = TestCompany.on(server);
    String email = company.email("IsOfficeUser");
    other.engage(email, "IsOfficeUser");
    logIn(email, company.password());
    window.labelled("Company").selectOption("Company " + other.id());
    window.button("Log in").click();
    assertThat(window.page().locator("header")).containsText("Company " + other.id());
  }

  @Test
  void a_second_factor_is_taken_over_and_asked_for() throws Exception {
    TestCompany company = TestCompany.on(server, Map.of("MFAEnabled", true));
    logIn(company.email("IsOfficeUser"), company.password());
    String key = window.page().locator("code").textContent();
    assertThat(key).startsWith("otpauth://totp/");
    window.labelled("Code").fill(OneTimeCodes.now(key));
    window.button("Log in").click();
    assertThat(window.page().locator("header")).containsText("Company " + company.id());
  }

  @Test
  void a_token_that_is_over_leads_back_to_the_login() {
    TestCompany company = TestCompany.on(server);
    logIn(company.email("IsOfficeUser"), company.password());
    assertThat(window.button("Log out")).isVisible();
    Website sameToken = new Website(server.url());
    sameToken.continueWith(
        (String) window.page().evaluate("() => sessionStorage.getItem('itr-console-token')"),
        company.id());
    sameToken.post("logout", "");
    // The first of the two calls that it begins with says so; the second is never answered.
    window.page().route("**/api/companies/currentcompany", unanswered -> {});
    window.page().reload();
    assertThat(window.page().getByText("You were logged out")).isVisible();
  }

  @Test
  void its_policy_lets_nothing_run_that_is_not_its_own() {
    window.page().navigate(server.url() + "/console/");
    for (String file :
        new String[] {"", "app.js", "webjars/lit-html/lit-html.js", "no-such-file"}) {
      APIResponse response = window.page().request().get(server.url() + "/console/" + file);
      assertThat(response.headers().get("content-security-policy"))
          .as(file)
          .startsWith("default-src 'none'")
          .doesNotContain("unsafe");
    }
    assertThat(window.runsForeignScript()).isFalse();
    assertThat(window.takeComplaints()).as("what the browser says of it").isNotEmpty();
  }

  @Test
  void files_that_changed_are_fetched_again_and_others_are_not() {
    String file = server.url() + "/console/app.js";
    String tag = window.page().request().get(file).headers().get("etag");
    APIResponse again =
        window.page().request().get(file, RequestOptions.create().setHeader("If-None-Match", tag));
    assertThat(again.status()).isEqualTo(304);
    assertThat(
            window
                .page()
                .request()
                .get(file, RequestOptions.create().setHeader("If-None-Match", "W/\"another\""))
                .status())
        .isEqualTo(200);
  }

  @Test
  void it_is_readable_on_a_phone_and_in_the_dark() {
    TestCompany company = TestCompany.on(server);
    logIn(company.email("IsOfficeUser", "IsOrganisationSupervisor"), company.password());
    assertThat(window.button("Log out")).isVisible();
    String light = window.background();
    window.close();
    window = BrowserWindow.onDarkPhone(CHROMIUM);
    logIn(company.email("IsOfficeUser", "IsOrganisationSupervisor"), company.password());
    assertThat(window.button("Log out")).isVisible();
    assertThat(window.background()).isNotEqualTo(light);
    assertThat(window.pixelsTooWide()).isEqualTo(0);
  }
}
