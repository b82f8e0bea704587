package org.itr.rebuild;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.itr.support.BrowserWindow;
import org.itr.support.Chromium;
import org.itr.support.ServerProcess;
import org.itr.support.Website;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Somebody who manages the server at work in the console, in a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminPageIT {

  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  /** What the page looks like is left there for whoever wants to look. */
  private static final Path PICTURES = Path.of("target", "pictures");

  @TempDir static Path folder;
  private ServerProcess server;
  private Website master;
  private BrowserWindow window;

  @BeforeAll
  void start() throws IOException {
    server = ServerProcess.start(folder);
    master = server.master();
    master.liftCallLimit();
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void open() {
    logIn(BrowserWindow.onDesk(CHROMIUM));
  }

  private void logIn(BrowserWindow opened) {
    window = opened;
    window.logInToConsole(server, "Admin", ServerProcess.ADMIN_PASSWORD, "admin");
    assertThat(window.page().locator("h1")).hasText("Views");
  }

  @AfterEach
  void close() {
    window.close();
  }

  private Locator region(String name) {
    return window
        .page()
        .getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator text(String text) {
    return window.page().getByText(text);
  }

  private void picture(String name) {
    window
        .page()
        .screenshot(
            new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
  }

  private String nationality(String name) {
    String id = UUID.randomUUID().toString();
    assertThat(master.post("nationalities/" + id, Map.of("NationalityName", name)).status())
        .isEqualTo(200);
    return id;
  }

  @Test
  void damaged_rows_are_found_and_mended() throws IOException {
    String id = nationality("Whole");
    new JdbcTemplate(server.database())
        .update("update views.nationalities set nationality_name = 'x' where id = ?::uuid", id);
    window.button("Compare").click();
    Locator differences = region("Differences in nationalities");
    assertThat(differences).containsText(id);
    assertThat(differences).containsText("nationality_name");
    assertThat(differences).containsText("Whole");
    picture("admin-differences");
    window.button("Rebuild ObjectProjection").click();
    assertThat(text("The rebuild of ObjectProjection ended")).isVisible();
    window.button("Compare").click();
    assertThat(text("tables match history, row by row")).isVisible();
    assertThat(master.get("nationalities/" + id).body()).contains("Whole");
  }

  @Test
  void a_rebuild_is_followed_and_cancelled() throws IOException, SQLException {
    nationality("Held");
    try (Connection reader = server.database().getConnection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("select count(*) from views.nationalities");
      window.button("Rebuild all").click();
      assertThat(text("switching to the new tables")).isVisible();
      assertThat(window.page().locator("progress")).isVisible();
      assertThat(window.button("Rebuild all")).isDisabled();
      assertThat(window.button("Compare")).isDisabled();
      picture("admin-rebuilding");
      window.button("Stop the rebuild").click();
      window.button("Stop").click();
      assertThat(text("The rebuild of all projections was stopped")).isVisible();
      reader.rollback();
    }
    assertThat(window.button("Rebuild all")).isEnabled();
  }

  @Test
  void it_works_by_keyboard_on_a_phone_and_in_the_dark() {
    picture("admin-light");
    window.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    picture("admin-dark");
    window.close();
    logIn(BrowserWindow.onDarkPhone(CHROMIUM));
    assertThat(region("Undelivered mail").first()).containsText("There is no undelivered mail.");
    window.button("Compare").focus();
    window.page().keyboard().press("Enter");
    assertThat(text("tables match history, row by row")).isVisible();
    assertThat(window.pixelsTooWide()).isZero();
    picture("admin-phone");
  }
}
