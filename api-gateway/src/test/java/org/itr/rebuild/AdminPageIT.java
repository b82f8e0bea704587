package org.itr.rebuild;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.itr.support.Application;
import org.itr.support.Chromium;
import org.itr.support.ServerProcess;
import org.itr.support.Website;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;

/** Somebody who manages the server at work in the console, in a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminPageIT {

  private static final double PATIENCE_MS = 30_000;

  /** What the page looks like is left there for whoever wants to look. */
  private static final Path PICTURES = Path.of("target", "pictures");

  private final List<String> complaints = new ArrayList<>();
  private Application application;
  private Website master;
  private Chromium chromium;
  private BrowserContext context;
  private Page page;

  @BeforeAll
  void start() {
    chromium = Chromium.start();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    application = Application.start();
    master = new Website(application.url());
    master.login("Admin", ServerProcess.ADMIN_PASSWORD);
    master.liftCallLimit();
  }

  @AfterAll
  void stop() {
    if (application != null) {
      application.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void logIn() {
    open(new Browser.NewContextOptions().setViewportSize(1280, 900));
  }

  private void open(Browser.NewContextOptions options) {
    if (context != null) {
      context.close();
    }
    context = chromium.browser().newContext(options);
    page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          // A refused call is a failed resource to the browser, and what a test is after.
          if (message.type().equals("error")
              && !message.text().startsWith("Failed to load resource")) {
            complaints.add(message.text());
          }
        });
    page.navigate(application.url() + "/console/#/admin");
    page.getByLabel("User name or e-mail").fill("Admin");
    page.getByLabel("Password").fill(ServerProcess.ADMIN_PASSWORD);
    button("Log in").click();
    assertThat(page.locator("h1")).hasText("Views");
  }

  /**
   * The browser complains of scripts that fail and of everything that the page's policy forbids.
   */
  @AfterEach
  void nothing_was_complained_of() {
    context.close();
    context = null;
    assertThat(complaints).isEmpty();
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator section(String name) {
    return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
  }

  private String nationality(String name) {
    String id = UUID.randomUUID().toString();
    assertThat(master.post("nationalities/" + id, Map.of("NationalityName", name)).status())
        .isEqualTo(200);
    return id;
  }

  @Test
  void damaged_rows_are_found_and_mended() {
    String id = nationality("Whole");
    application
        .part(JdbcTemplate.class)
        .update("update nationalities set nationality_name = 'x' where id = ?::uuid", id);
    button("Compare").click();
    Locator differences = section("What differs in nationalities");
    assertThat(differences).containsText(id);
    assertThat(differences).containsText("nationality_name");
    assertThat(differences).containsText("Whole");
    picture("admin-differences");
    button("Rebuild ObjectProjection").click();
    assertThat(page.getByText("The rebuild of ObjectProjection ended")).isVisible();
    button("Compare").click();
    assertThat(page.getByText("tables are what history gives, row for row")).isVisible();
    assertThat(master.get("nationalities/" + id).body()).contains("Whole");
  }

  @Test
  void a_rebuild_is_followed_and_cancelled() throws Exception {
    nationality("Held");
    try (Connection reader = application.part(DataSource.class).getConnection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("select count(*) from views.nationalities");
      button("Rebuild all").click();
      assertThat(page.getByText("putting the new tables in place")).isVisible();
      assertThat(page.locator("progress")).isVisible();
      assertThat(button("Rebuild all")).isDisabled();
      assertThat(button("Compare")).isDisabled();
      picture("admin-rebuilding");
      button("Cancel the rebuild").click();
      button("Cancel it").click();
      assertThat(page.getByText("The rebuild of all projections was cancelled")).isVisible();
      reader.rollback();
    }
    assertThat(button("Rebuild all")).isEnabled();
  }

  @Test
  void the_page_is_readable_in_the_dark_on_a_phone_and_by_keyboard() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : new int[] {1280, 390}) {
        open(new Browser.NewContextOptions().setViewportSize(width, 844).setColorScheme(scheme));
        assertThat(section("Projections").first()).containsText("SessionsViewProjection");
        assertThat(section("Given up")).containsText("Nothing was given up.");
        assertThat(
                (Boolean)
                    page.evaluate(
                        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
            .as("nothing is wider than the page")
            .isTrue();
        picture("admin-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width);
      }
    }
    button("Compare").focus();
    page.keyboard().press("Enter");
    assertThat(page.getByText("tables are what history gives, row for row")).isVisible();
  }
}
