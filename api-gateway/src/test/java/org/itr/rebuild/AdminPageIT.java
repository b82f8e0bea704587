package org.itr.rebuild;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.itr.support.BrowserWindow;
import org.itr.support.Chromium;
import org.itr.support.ServerProcess;
import org.itr.support.TestCompany;
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
  void a_parked_mail_is_retried() throws IOException {
    TestCompany company = TestCompany.on(server);
    Website office = company.user("IsOfficeUser", "IsOrganisationSupervisor");
    String to = UUID.randomUUID() + "@people.example";
    String path = "sessions/" + UUID.randomUUID();
    for (int status : new int[] {20, 30}) {
      Map<String, Object> session = Map.of("Status", status, "EMailNotificationAdresses", to);
      assertThat(office.post(path, session).status()).isEqualTo(200);
    }
    new JdbcTemplate(server.database())
        .update("update work.outbox set give_up_at = now(), next_attempt = now()");
    Awaitility.await().until(() -> !master.get("projections/parked").json().isEmpty());
    GreenMail mailbox = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    mailbox.start();
    try {
      Map.of(
              "SMTP_SERVER",
              "localhost",
              "SMTP_PORT",
              Integer.toString(mailbox.getSmtp().getPort()),
              "SMTP_SENDER",
              "noreply@office.example")
          .forEach(
              (name, value) ->
                  assertThat(office.post("systemsettings/" + name, value).status()).isEqualTo(200));
      window.page().reload();
      Locator parked = region("Undelivered mail").first();
      assertThat(parked).containsText("No mail server is configured (SMTP_SERVER)");
      assertThat(parked).containsText(company.id());
      assertThat(parked).not().containsText(to);
      picture("admin-parked");

      window.button("Retry: session ready").click();

      assertThat(parked).containsText("There is no undelivered mail.");
      assertThat(mailbox.waitForIncomingEmail(30_000, 1)).isTrue();
      assertThat(mailbox.getReceivedMessages()[0].getAllRecipients())
          .extracting(Object::toString)
          .containsExactly(to);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    } finally {
      mailbox.stop();
    }
  }

  @Test
  void a_person_who_could_not_be_erased_is_shown_and_tried_again() throws IOException {
    String person = UUID.randomUUID().toString();
    new JdbcTemplate(server.database())
        .update(
            "insert into work.failed_erasure (id, space, person, rule, reason)"
                + " values (gen_random_uuid(), ?::uuid, ?::uuid, gen_random_uuid(), 'A reason')",
            master.company(),
            person);
    window.page().reload();
    Locator failed = region("Persons not erased").first();
    assertThat(failed).containsText(person);
    assertThat(failed).containsText("A reason");
    window.button("Retry: retention").click();
    // By now no rule says that the person is due.
    assertThat(failed).containsText("There is nobody whom a retention rule could not erase.");
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
