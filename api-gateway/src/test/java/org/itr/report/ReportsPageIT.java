package org.itr.report;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.itr.support.BrowserWindow;
import org.itr.support.Chromium;
import org.itr.support.ServerProcess;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody of the reporting staff reads reports in the console, in a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportsPageIT {

  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  private final ServerProcess server = ServerProcess.shared();
  private TestCompany company;

  @BeforeAll
  void plan() {
    company = TestCompany.on(server);
    Website office = company.user("IsOfficeUser");
    for (String month : List.of("2024-01", "2024-02", "2024-02")) {
      office.post(
          "sessions/" + UUID.randomUUID(),
          Map.of(
              "Description", "Reported " + month,
              "Status", 30,
              "CreateDate", month + "-01T08:00:00Z",
              "StartedAt", month + "-02T08:00:00Z",
              "EndedAt", month + "-02T08:40:00Z"));
    }
  }

  private Page open(BrowserWindow window) {
    window.logInToConsole(
        server,
        company.email("IsOfficeUser"),
        company.password(),
        "reports/sessions?from=2024-01&to=2024-12");
    Page page = window.page();
    assertThat(page.locator("h1")).hasText("Sessions");
    assertThat(page.locator("canvas")).isVisible();
    return page;
  }

  /** Whether something is drawn: a canvas without a chart is all transparent. */
  private static boolean isDrawn(Page page) {
    return (Boolean)
        page.evaluate(
            """
            () => {
              const canvas = document.querySelector('canvas');
              return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(byte => byte !== 0);
            }
            """);
  }

  private static void keepPicture(Page page, String name) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "screenshots"));
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(folder.resolve("reports-" + name + ".png"))
            .setFullPage(true));
  }

  @Test
  void figures_are_read_drilled_into_and_taken_along() throws IOException {
    try (BrowserWindow window = BrowserWindow.onDesk(CHROMIUM)) {
      Page page = open(window);
      assertThat(isDrawn(page)).isTrue();
      keepPicture(page, "light");
      assertThat(page.locator("tbody tr")).hasCount(3);
      assertThat(page.locator("tbody tr").nth(2)).containsText("Total");
      assertThat(page.locator("main")).containsText("As of");

      Download csv = page.waitForDownload(() -> window.button("CSV").click());
      assertThat(Files.readString(csv.path())).contains("2024-02,2,2,2,40.0,40.0,");
      Download xlsx = page.waitForDownload(() -> window.button("XLSX").click());
      assertThat(Files.readAllBytes(xlsx.path())).startsWith('P', 'K');

      page.locator("tbody tr").nth(1).locator("a").last().click();
      assertThat(page.locator("h1")).hasText("Sessions: Finished, 2024-02");
      assertThat(page.locator("tbody tr")).hasCount(2);
      assertThat(page.locator("tbody")).containsText("Reported 2024-02");
      window.link("Back to the figures").click();
      page.locator("select[name=by]").selectOption("month,consultant");
      window.button("Show").click();
      assertThat(page.locator("thead")).containsText("Consultant");
    }
  }

  @Test
  void figures_of_groups_lead_to_their_members() {
    TestCompany other = TestCompany.on(server);
    Website office = other.user("IsOfficeUser");
    for (String name : List.of("Class of May", "Class of June")) {
      String group = UUID.randomUUID().toString();
      office.post(
          "sessions/" + group,
          Map.of(
              "Description",
              name,
              "SessionType",
              100,
              "Status",
              10,
              "CreateDate",
              "2024-05-01T08:00:00Z"));
      for (int status : List.of(10, 30)) {
        office.post(
            "sessions/" + UUID.randomUUID(),
            Map.of(
                "Description",
                "Member of " + name,
                "GroupSessionID",
                group,
                "Status",
                status,
                "StartedAt",
                "2024-05-02T08:00:00Z",
                "EndedAt",
                "2024-05-02T08:40:00Z"));
      }
    }
    try (BrowserWindow window = BrowserWindow.onDesk(CHROMIUM)) {
      window.logInToConsole(
          server,
          other.email("IsOfficeUser"),
          other.password(),
          "reports/groups?from=2024-01&to=2024-12");
      Page page = window.page();
      window.link("4").click();
      assertThat(page.locator("h1")).hasText("Groups: Members, 2024-05");
      assertThat(page.locator("tbody tr")).hasCount(4);
      window.link("Back to the figures").click();
      window.link("2").first().click();
      assertThat(page.locator("h1")).hasText("Groups: Groups, 2024-05");
      assertThat(page.locator("tbody tr")).hasCount(2);

      page.locator("tbody tr", containing("Class of May")).locator("a").last().click();
      assertThat(page.locator("h1")).hasText("Groups: Done, 2024-05");
      assertThat(page.locator("tbody tr")).hasCount(1);
      assertThat(page.locator("tbody")).containsText("Member of Class of May");
      assertThat(page.locator("tbody")).containsText("Done");
      assertThat(page.locator("tbody")).containsText("40");
    }
  }

  @Test
  void usages_of_tests_with_one_invoice_code_are_told_apart() {
    TestCompany other = TestCompany.on(server, Map.of("AllowNegativeCredits", true));
    Website office = other.user("IsOfficeUser", "IsTestAuthor");
    String session = UUID.randomUUID().toString();
    office.post("sessions/" + session, Map.of("Description", "Charged", "Status", 20));
    for (String name : List.of("Verbal", "Verbal", "Numerical")) {
      String test = UUID.nameUUIDFromBytes((other.id() + name).getBytes(UTF_8)).toString();
      office.post("tests/" + test, Map.of("TestName", name, "InvoiceCode", "IQ", "Costs", 2));
      office.post(
          "sessiontests/" + session + "/" + UUID.randomUUID(),
          Map.of("TestID", test, "Status", 30));
    }
    try (BrowserWindow window = BrowserWindow.onDesk(CHROMIUM)) {
      window.logInToConsole(
          server, other.email("IsOfficeUser"), other.password(), "reports/usage?by=test");
      Page page = window.page();
      assertThat(page.locator("canvas")).isVisible();
      assertThat(isDrawn(page)).isTrue();
      assertThat(page.locator("tbody tr")).hasCount(3);
      assertThat(page.locator("tbody tr").nth(0)).containsText("Numerical");
      page.locator("tbody tr").nth(1).locator("a").click();
      assertThat(page.locator("h1")).containsText("Usage and credits: rows");
      assertThat(page.locator("tbody tr")).hasCount(2);
      assertThat(page.locator("tbody tr").first()).containsText("Verbal");

      window.link("Back to the figures").click();
      page.locator("select[name=test]").selectOption("Numerical");
      window.button("Show").click();
      assertThat(page.locator("tbody tr")).hasCount(2);
      assertThat(page.locator("tbody tr").first().locator("td").nth(1)).hasText("1");
      window.link("Sessions").click();
      assertThat(page.locator("h1")).hasText("Sessions");
      assertThat(page.locator("select[name=test]")).hasCount(0);
    }
  }

  private static Page.LocatorOptions containing(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  @Test
  void a_master_user_chooses_among_the_consultants_of_the_chosen_company_or_of_all() {
    TestCompany other = TestCompany.on(server);
    String consultant =
        other.user("IsOfficeUser").get("logins/currentuser").json().get("ID").asText();
    String own = company.user("IsOfficeUser").get("logins/currentuser").json().get("ID").asText();
    try (BrowserWindow window = BrowserWindow.onDesk(CHROMIUM)) {
      window.logInToConsole(
          server,
          company.email("IsOfficeUser", "IsMasterUser"),
          company.password(),
          "reports/sessions?from=2024-01&to=2024-12");
      Page page = window.page();
      Locator offered = page.locator("select[name=consultant] option");
      assertThat(page.locator("option[value='" + consultant + "']"))
          .hasText("User of " + other.id() + " (Company " + other.id() + ")");
      assertThat(page.locator("option[value='" + own + "']")).hasCount(1);

      page.locator("select[name=company]").selectOption(other.id());
      assertThat(offered).hasCount(2);
      assertThat(page.locator("option[value='" + consultant + "']"))
          .hasText("User of " + other.id());
      page.locator("select[name=consultant]").selectOption(consultant);
      window.button("Show").click();
      assertThat(page.locator("select[name=consultant]")).hasValue(consultant);
      assertThat(page.getByText("No data for these months.")).isVisible();

      page.locator("select[name=company]").selectOption(company.id());
      assertThat(page.locator("select[name=consultant]")).hasValue("");
      assertThat(page.locator("option[value='" + own + "']")).hasCount(1);
      assertThat(page.locator("tbody tr").last()).containsText("Total");
    }
  }

  @Test
  void it_is_readable_on_a_phone_and_in_the_dark() throws IOException {
    try (BrowserWindow window = BrowserWindow.onDarkPhone(CHROMIUM)) {
      Page page = open(window);
      assertThat(isDrawn(page)).isTrue();
      keepPicture(page, "phone-dark");
      assertThat(window.pixelsTooWide()).isZero();
    }
  }
}
