package org.itr.report;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
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
      assertThat(Files.readString(csv.path())).contains("2024-02,2,2,2,40");
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
  void it_is_readable_on_a_phone_and_in_the_dark() throws IOException {
    try (BrowserWindow window = BrowserWindow.onDarkPhone(CHROMIUM)) {
      Page page = open(window);
      assertThat(isDrawn(page)).isTrue();
      keepPicture(page, "phone-dark");
      assertThat(window.pixelsTooWide()).isZero();
    }
  }
}
