package org.itr.privacy;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipFile;
import org.itr.support.BrowserWindow;
import org.itr.support.Chromium;
import org.itr.support.ServerProcess;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** The area of the console in which persons are handed out and erased. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivacyPageIT {

  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  private static final Path PICTURES = Path.of("target", "pictures");

  private final ServerProcess server = ServerProcess.shared();
  private BrowserWindow window;
  private TestCompany company;
  private Website user;
  private String email;

  @BeforeAll
  void settle() {
    company = TestCompany.on(server);
    email = company.email("IsOfficeUser", "IsOrganisationSupervisor");
    user = company.logIn(email);
  }

  @BeforeEach
  void open() {
    window = BrowserWindow.onDesk(CHROMIUM);
  }

  @AfterEach
  void close() {
    window.close();
  }

  private void logIn(String place) {
    window.logInToConsole(server, email, company.password(), place);
  }

  private String person(String lastName) {
    String id = UUID.randomUUID().toString();
    save(
        "persons/" + id,
        Map.of(
            "FirstName",
            "Ada",
            "LastName",
            lastName,
            "EMail",
            id + "@people.example",
            "Active",
            true));
    save(
        "sessions/" + UUID.randomUUID(),
        Map.of("PersonID", id, "Description", "Session of " + lastName, "Status", 10));
    return id;
  }

  private void save(String path, Map<String, Object> fields) {
    assertThat(user.post(path, fields).status()).isEqualTo(200);
  }

  /** A picture for people to look at. */
  private void picture(String name) {
    window
        .page()
        .screenshot(
            new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve("privacy-" + name + ".png"))
                .setFullPage(true));
  }

  private void headingIs(String text) {
    assertThat(window.page().locator("h1")).hasText(text);
  }

  @Test
  void a_person_is_found_handed_out_and_erased_with_a_receipt(@TempDir Path folder)
      throws IOException {
    String id = person("Lovelace");
    person("Hopper");
    logIn("privacy");
    window.labelled("Name or e-mail").fill("lovelace");
    window.button("Search").click();
    assertThat(window.page().locator("tbody tr")).hasCount(1);
    picture("persons");
    window.link("Ada Lovelace").click();
    headingIs("Ada Lovelace");
    Download download =
        window.page().waitForDownload(() -> window.button("Download the archive").click());
    Path archive = folder.resolve(download.suggestedFilename());
    download.saveAs(archive);
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      Files.copy(
          zip.getInputStream(zip.getEntry("person-" + id + "/index.html")),
          folder.resolve("index.html"));
    }
    readOnPhone(folder.resolve("index.html"));
    assertThat(window.page().getByText("The archive is being downloaded.")).isVisible();
    picture("person");

    window.button("Erase this person").click();
    picture("question");
    window.button("Cancel").click();
    assertThat(user.get("persons/" + id).status()).isEqualTo(200);
    window.button("Erase this person").click();
    window.button("Erase").click();
    headingIs("Erasure receipt");
    assertThat(window.page().getByText("The person was erased.")).isVisible();
    assertThat(window.page().locator("main"))
        .containsText("User of " + company.id() + " erased a person on request");
    assertThat(window.page().locator(".good").last()).hasText("valid");
    assertThat(user.get("persons/" + id).status()).isEqualTo(404);
    picture("receipt");
    Download receipt =
        window.page().waitForDownload(() -> window.button("Download the receipt").click());
    assertThat(receipt.suggestedFilename()).startsWith("receipt-");
    window.link("Receipts").click();
    headingIs("Erasure receipts");
    assertThat(window.page().locator("tbody tr")).not().hasCount(0);
  }

  private void readOnPhone(Path page) {
    try (BrowserWindow phone = BrowserWindow.onDarkPhone(CHROMIUM)) {
      phone.page().navigate(page.toUri().toString());
      assertThat(phone.page().locator("h1")).hasText("Everything about Ada Lovelace");
      assertThat(phone.page().getByText("Session of Lovelace").first()).isVisible();
      assertThat(phone.pixelsTooWide()).isEqualTo(0);
      phone
          .page()
          .screenshot(
              new Page.ScreenshotOptions()
                  .setPath(PICTURES.resolve("privacy-archive.png"))
                  .setFullPage(true));
    }
  }

  @Test
  void a_rule_is_made_previewed_switched_on_and_removed() {
    logIn("privacy/rules");
    assertThat(window.page().getByText("There are no rules, so nobody is erased automatically."))
        .isVisible();
    window.link("New rule").click();
    headingIs("New retention rule");
    window.labelled("Name").fill("Two years");
    window.labelled("Months after the last activity").fill("24");
    window.button("Save").click();
    assertThat(window.page().getByText("The rule was saved.")).isVisible();
    assertThat(window.page().getByText("0 persons are due.")).isVisible();
    window.labelled("Active").check();
    window.button("Save").click();
    window.button("Activate").click();
    assertThat(window.page().getByText("The rule was saved.")).isVisible();
    picture("rule");
    window.link("Retention rules").click();
    headingIs("Retention rules");
    assertThat(window.page().locator("tbody tr").first())
        .containsText("24 months after the last activity");
    picture("rules");
    window.link("Two years").click();
    window.button("Remove the rule").click();
    window.button("Remove").click();
    headingIs("Retention rules");
    assertThat(window.page().getByText("There are no rules, so nobody is erased automatically."))
        .isVisible();
  }

  @Test
  void other_terms_of_an_active_rule_are_asked_about_before_they_are_in_force() throws IOException {
    TestCompany other = TestCompany.on(server);
    String supervisor = other.email("IsOfficeUser", "IsOrganisationSupervisor");
    Website office = other.logIn(supervisor);
    String due = UUID.randomUUID().toString();
    assertThat(office.post("persons/" + due, Map.of("LastName", "Idle")).status()).isEqualTo(200);
    // Registered three months ago, as far as the view goes.
    new JdbcTemplate(server.database())
        .update(
            "update views.audittrail set create_date = create_date - interval '3 months'"
                + " where object_id = ?::uuid and object_type = 3 and message_id = 101",
            due);
    String rule = UUID.randomUUID().toString();
    assertThat(
            office
                .post(
                    "privacy/retention/" + rule,
                    Map.of("Description", "Two years", "Months", 24, "Active", true))
                .status())
        .isEqualTo(200);
    window.logInToConsole(server, supervisor, other.password(), "privacy/rules/" + rule);
    window.labelled("Name").fill("Renamed");
    window.button("Save").click();
    assertThat(window.page().getByText("The rule was saved.")).isVisible();

    window.labelled("Months after the last activity").fill("2");
    window.button("Save").click();
    assertThat(window.page().locator("dialog"))
        .containsText("With these terms, this rule will erase 1 person at its next run");
    picture("other-terms");
    window.button("Cancel").click();
    assertThat(window.page().getByText("The rule was not changed.")).isVisible();
    assertThat(office.get("privacy/retention/" + rule).json().get("Months").asInt()).isEqualTo(24);

    window.button("Save").click();
    window.button("Change").click();
    assertThat(window.page().getByText("The rule was saved.")).isVisible();
    JsonNode saved = office.get("privacy/retention/" + rule).json();
    assertThat(saved.get("Months").asInt()).isEqualTo(2);
    assertThat(saved.get("Active").asBoolean()).isTrue();
    assertThat(office.delete("privacy/retention/" + rule).status()).isEqualTo(200);
    new JdbcTemplate(server.database())
        .update(
            "update views.audittrail set create_date = create_date + interval '3 months'"
                + " where object_id = ?::uuid and object_type = 3 and message_id = 101",
            due);
  }

  @Test
  void what_the_server_refuses_is_told() {
    logIn("privacy/persons/" + UUID.randomUUID());
    assertThat(window.page().getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
        .containsText("There is no object");
  }

  @Test
  void who_is_no_supervisor_has_no_business_there() {
    String office = company.email("IsOfficeUser");
    window.logInToConsole(server, office, company.password(), "privacy");
    assertThat(window.link("Privacy")).hasCount(0);
    assertThat(window.page().locator("h1")).hasText("Page not found");
  }

  @Test
  void it_is_readable_on_a_phone_and_in_the_dark() {
    String id = person("Noether");
    user.delete("privacy/persons/" + person("Curie"));
    String receipt = user.get("privacy/receipts").json().get(0).get("ID").asText();
    window.close();
    window = BrowserWindow.onDarkPhone(CHROMIUM);
    logIn("privacy");
    for (String place :
        new String[] {
          "privacy",
          "privacy/persons/" + id,
          "privacy/receipts",
          "privacy/receipts/" + receipt,
          "privacy/rules",
          "privacy/rules/" + UUID.randomUUID()
        }) {
      window.page().navigate(server.url() + "/console/#/" + place);
      assertThat(window.page().locator("h1")).isVisible();
      assertThat(window.page().locator(".card").first()).isVisible();
      assertThat(window.pixelsTooWide()).as(place).isEqualTo(0);
      picture(
          "phone-"
              + place.split("/")[place.split("/").length > 1 ? 1 : 0]
              + (place.split("/").length > 2 ? "-one" : ""));
    }
  }
}
