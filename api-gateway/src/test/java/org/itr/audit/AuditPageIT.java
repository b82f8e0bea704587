package org.itr.audit;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
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
import org.itr.support.Website.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An auditor at work in the console, in a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditPageIT {

  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  /** What the pages look like is left there for whoever wants to look. */
  private static final Path PICTURES = Path.of("target", "pictures");

  private final ServerProcess server = ServerProcess.shared();
  private final String person = UUID.randomUUID().toString();
  private final String session = UUID.randomUUID().toString();
  private final String test = UUID.randomUUID().toString();
  private final String definition = UUID.randomUUID().toString();
  private TestCompany company;
  private String auditor;
  private BrowserWindow window;
  private Page page;

  @BeforeAll
  void letThingsHappen() {
    company = TestCompany.on(server);
    auditor = company.email("IsOfficeUser", "IsOrganisationSupervisor");
    Website office = company.user("IsOfficeUser");
    Website author = company.user("IsOfficeUser", "IsTestAuthor");
    ok(author.post("tests/" + definition, Map.of("TestName", "Reasoning")));
    ok(author.post("files/" + company.id() + "/" + definition + "/media/a.txt", "content"));
    ok(
        office.post(
            "persons/" + person, Map.of("LastName", "Baker", "EMail", person + "@p.example")));
    ok(office.post("persons/" + person, Map.of("LastName", "Cook", "Remarks", "moved")));
    assertThat(office.post("companies/" + person, Map.of("CompanyName", "x")).status())
        .isEqualTo(403);
    ok(
        office.post(
            "sessions/" + session,
            Map.of("Description", "Played again", "PersonID", person, "Status", 10)));
    ok(
        office.post(
            "sessiontests/" + session + "/" + test,
            Map.of("TestID", definition, "PersID", person, "Status", 10)));
    Map<String, Object> answers = new java.util.TreeMap<>();
    for (int number = 1; number <= 4; number++) {
      answers.put("page" + number, Map.of("Value", "answer " + number));
      ok(
          office.post(
              "sessionteststaking/" + session + "/" + test,
              Map.of("Status", 20, "CurrentPage", number, "Results", answers)));
    }
  }

  private static void ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @BeforeEach
  void logIn() {
    open(BrowserWindow.onDesk(CHROMIUM), auditor);
  }

  private void open(BrowserWindow opened, String user) {
    if (window != null) {
      window.close();
    }
    window = opened;
    page = window.page();
    window.logInToConsole(server, user, company.password(), "audit");
    assertThat(heading()).hasText("History");
  }

  @AfterEach
  void closeWindow() {
    window.close();
    window = null;
  }

  private Locator heading() {
    return page.locator("h1");
  }

  private Locator found() {
    return page.getByLabel("Results", new Page.GetByLabelOptions().setExact(true))
        .locator("tbody tr");
  }

  private void search(String label, String text) {
    page.getByText("More filters").click();
    window.labelled(label).fill(text);
    window.button("Search").click();
    page.waitForURL("**/console/#/audit?*");
  }

  private void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
  }

  @Test
  void an_auditor_searches_and_sees_the_event_behind_a_sentence() {
    search("Object ID", person);
    // Of the person and of the login that has the same ID, two each.
    assertThat(found()).hasCount(4);
    assertThat(
            found()
                .filter(
                    new Locator.FilterOptions()
                        .setHasText("Fields of a person changed: LastName, Remarks")))
        .containsText("User of " + company.id());
    picture("audit-search");

    window.link("Fields of a person changed: LastName, Remarks").click();

    assertThat(heading()).hasText("Fields of a person changed: LastName, Remarks");
    assertThat(page.locator("pre").first()).containsText("persons/" + company.id());
    assertThat(page.getByText("Hash", new Page.GetByTextOptions().setExact(true))).isVisible();
    assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("LastName")))
        .containsText("Baker");
    picture("audit-event");
  }

  @Test
  void refusals_are_found_by_their_kind() {
    page.locator("select[name=Kind]").selectOption("REFUSAL");
    window.button("Search").click();
    assertThat(found()).hasCount(1);
    assertThat(found().first()).containsText("The call POST /api/companies/{id} was refused");
  }

  @Test
  void a_search_is_saved_as_a_file() throws IOException {
    search("Object ID", person);
    assertThat(found()).hasCount(4);
    Download csv = page.waitForDownload(() -> window.button("Export all as CSV").click());
    assertThat(Files.readAllLines(csv.path())).hasSize(5);
    Download lines = page.waitForDownload(() -> window.button("Export all as JSON lines").click());
    assertThat(lines.suggestedFilename()).isEqualTo("history.jsonl");
    assertThat(Files.readAllLines(lines.path())).hasSize(4);
  }

  @Test
  void the_life_of_an_object_is_told_and_two_versions_stand_side_by_side() {
    page.navigate(server.url() + "/console/#/audit/object/persons/" + person);
    assertThat(heading()).hasText("History of persons " + person);
    page.getByLabel("Left version 1").check();
    page.getByLabel("Right version 2").check();
    picture("audit-life");
    window.button("Compare two versions").click();

    assertThat(heading()).hasText("Versions 1 and 2 of persons " + person);
    assertThat(page.locator("tr.changed")).hasCount(2);
    assertThat(page.locator("tr.changed").filter(new Locator.FilterOptions().setHasText("Cook")))
        .containsText("Baker");
    picture("audit-compare");
  }

  @Test
  void an_object_is_seen_as_it_was() {
    page.navigate(server.url() + "/console/#/audit/object/persons/" + person);
    page.getByLabel("Show the state at").fill("2020-01-01T10:00:01");
    window.button("Show").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("There is no object");
    String moment = page.locator("tbody time").last().getAttribute("datetime");
    String next = secondAfter(moment);
    page.waitForFunction("next => Date.now() > new Date(next)", next);
    page.getByLabel("Show the state at").fill(next);
    window.button("Show").click();
    assertThat(page.getByText("As of")).isVisible();
    assertThat(page.locator("dd", new Page.LocatorOptions().setHasText("Cook"))).isVisible();
  }

  @Test
  void a_session_test_is_seen_as_it_was_and_what_no_call_reads_says_so() {
    page.navigate(server.url() + "/console/#/audit/object/sessiontests/" + test);
    assertThat(heading()).hasText("History of sessiontests " + test);
    String next = secondAfter(page.locator("tbody time").last().getAttribute("datetime"));
    page.waitForFunction("next => Date.now() > new Date(next)", next);
    page.getByLabel("Show the state at").fill(next);
    window.button("Show").click();
    assertThat(page.getByText("As of")).isVisible();
    assertThat(page.locator("dd", new Page.LocatorOptions().setHasText(definition)).first())
        .isVisible();

    page.navigate(
        server.url() + "/console/#/audit/object/files/" + definition + "%2Fmedia%2Fa.txt");
    assertThat(page.getByText("Older contents of files are not kept.")).isVisible();
    assertThat(page.getByLabel("Show the state at")).hasCount(0);
  }

  /** The next full second, in the browser's time; not second 0, which the field would leave out. */
  private String secondAfter(String moment) {
    return (String)
        page.evaluate(
            """
            text => {
              const at = new Date(Math.floor(Date.parse(text) / 1000) * 1000 + 1000);
              at.setSeconds(at.getSeconds() || 1);
              return new Date(at - at.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
            }
            """,
            moment);
  }

  @Test
  void a_session_is_played_paused_and_stepped() {
    page.navigate(server.url() + "/console/#/audit/replay/" + session);
    Locator step = page.locator("h2").first();
    assertThat(step).containsText("Step 1 of 6");
    window.button("Step").click();
    assertThat(step).containsText("Step 2 of 6");
    assertThat(page.getByText("No answers yet.")).isVisible();
    page.getByLabel("Speed").selectOption("600");

    window.button("Play").click();

    assertThat(step).containsText("Step 6 of 6");
    assertThat(page.locator("circle.played")).hasCount(6);
    assertThat(page.getByText("answer 4").last()).isVisible();
    picture("audit-replay");
    window.button("Step back").click();
    assertThat(step).containsText("Step 5 of 6");
    assertThat(page.getByText("answer 4")).hasCount(0);
    page.locator("circle").nth(1).click();
    assertThat(step).containsText("Step 2 of 6");
    page.keyboard().press("Tab");
  }

  @Test
  void answers_of_a_played_session_stand_under_the_names_of_screens_once_each() {
    String played = UUID.randomUUID().toString();
    String taken = UUID.randomUUID().toString();
    String written = UUID.randomUUID().toString();
    String screen = UUID.randomUUID().toString();
    String gone = UUID.randomUUID().toString();
    Website author = company.user("IsOfficeUser", "IsTestAuthor");
    ok(
        author.post(
            "tests/" + written,
            Map.of(
                "TestName",
                "Named",
                "screens",
                List.of(Map.of("id", screen, "varName", "Introduction")))));
    ok(author.post("sessions/" + played, Map.of("Description", "Named screens", "Status", 10)));
    ok(
        author.post(
            "sessiontests/" + played + "/" + taken, Map.of("TestID", written, "Status", 10)));
    for (String age : List.of("forty", "forty-two")) {
      Map<String, Object> given = Map.of("Age", Map.of("Value", age));
      ok(
          author.post(
              "sessionteststaking/" + played + "/" + taken,
              Map.of(
                  "Status",
                  20,
                  "Results",
                  Map.of("__" + screen, given, "Introduction", given, "__" + gone, given))));
    }

    page.navigate(server.url() + "/console/#/audit/replay/" + played);
    window.button("Step").click();
    window.button("Step").click();
    Locator changes = page.getByLabel("Answers of this step");
    assertThat(changes.locator("tbody tr")).hasCount(1);
    assertThat(changes).containsText("Introduction");
    assertThat(changes).not().containsText(screen);
    window.button("Step").click();

    Locator soFar = page.locator("section", new Page.LocatorOptions().setHasText("Answers so far"));
    assertThat(soFar.locator("tbody tr")).hasCount(2);
    assertThat(soFar).containsText("Introduction");
    assertThat(soFar).not().containsText(screen);
    // The definition does not have that screen.
    assertThat(soFar).containsText(gone);
    assertThat(changes).containsText("/Introduction/Age/Value");
    assertThat(changes).not().containsText(screen);
    assertThat(changes.locator("tbody tr", new Locator.LocatorOptions().setHasText("Introduction")))
        .hasCount(1);
  }

  @Test
  void playing_is_paused_by_the_same_button() {
    page.navigate(server.url() + "/console/#/audit/replay/" + session);
    page.clock().install();
    // Some of the steps follow each other faster than a hand presses buttons.
    page.clock().pauseAt(System.currentTimeMillis() + 60_000);
    window.button("Play").click();
    window.button("Pause").click();
    Locator step = page.locator("h2").first();
    String paused = step.textContent();
    page.clock().runFor(60_000);
    assertThat(step).hasText(paused);
    window.button("Play").click();
    page.clock().runFor(60_000);
    assertThat(step).containsText("Step 6 of 6");
  }

  @Test
  void a_master_user_verifies_history_and_looks_into_any_company() {
    open(BrowserWindow.onDesk(CHROMIUM), company.email("IsOfficeUser", "IsMasterUser"));
    page.locator("select[name=company]").selectOption(company.id());
    search("Object ID", person);
    assertThat(found()).hasCount(4);
    page.navigate(server.url() + "/console/#/audit/verification");
    // Another one may have been made on this server before.
    Locator told = page.locator(".card");
    String before = told.textContent();
    window.button("Verify now").click();
    assertThat(told).not().hasText(before);
    assertThat(page.locator(".note.good")).containsText("History is intact");
    picture("audit-verification");
  }

  @Test
  void what_a_master_user_finds_in_all_companies_leads_to_the_company_that_it_is_of() {
    open(BrowserWindow.onDesk(CHROMIUM), TestCompany.on(server).email("IsMasterUser"));
    search("Object ID", session);
    found().locator("a", new Locator.LocatorOptions().setHasText("Session planned")).click();
    assertThat(heading()).hasText("Session planned with status 10");
    window.link("sessions " + session).click();
    assertThat(heading()).hasText("History of sessions " + session);
    assertThat(page.getByText("switch to its company above")).isVisible();
    page.goBack();
    window.link("Replay the session").click();
    assertThat(page.locator("h2").first()).containsText("Step 1 of 6");

    String note = UUID.randomUUID().toString();
    ok(
        company
            .user("IsOfficeUser")
            .post("audittrail/" + note, Map.of("AuditMessage", "Called " + note)));
    page.navigate(server.url() + "/console/#/audit?text=" + note);
    window.link("Called " + note).click();
    assertThat(page.locator("pre").first()).containsText(note);
    window.link("audittrail " + note).click();
    assertThat(heading()).hasText("History of audittrail " + note);
    page.locator("tbody a").first().click();
    assertThat(page.locator("pre").first()).containsText(note);
  }

  @Test
  void a_copy_in_the_master_space_is_told_apart_from_that_of_the_company() {
    String shared = UUID.randomUUID().toString();
    String email = company.email("IsOfficeUser", "IsMasterUser");
    Website publisher = company.logIn(email);
    String path = "nationalities/" + shared;
    ok(publisher.post(path, Map.of("NationalityName", "Of everybody"), "MASTER", "Y"));
    ok(publisher.post(path, Map.of("NationalityName", "Our own")));
    ok(publisher.post(path, Map.of("NationalityName", "Our own again")));
    open(BrowserWindow.onDesk(CHROMIUM), email);
    search("Object ID", shared);
    assertThat(found()).hasCount(3);
    page.locator("select[name=company]").selectOption("master space");
    window.button("Search").click();
    assertThat(found()).hasCount(1);
    assertThat(found()).containsText("master space");
    page.goBack();
    assertThat(found()).hasCount(3);

    found()
        .filter(new Locator.FilterOptions().setHasText("master space"))
        .locator("a")
        .first()
        .click();
    window.link("nationalities " + shared).click();
    assertThat(heading()).hasText("History of nationalities " + shared);
    assertThat(page.locator("tbody tr")).hasCount(1);
    assertThat(page.locator("tbody tr")).containsText("Of everybody");
    String next = secondAfter(page.locator("tbody time").last().getAttribute("datetime"));
    page.waitForFunction("next => Date.now() > new Date(next)", next);
    page.getByLabel("Show the state at").fill(next);
    window.button("Show").click();
    assertThat(page.locator("dd", new Page.LocatorOptions().setHasText("Of everybody")))
        .isVisible();
  }

  @Test
  void a_sentence_of_the_results_finds_its_entry() {
    page.getByLabel("Text").fill("Fields of a person changed: LastName, Remarks");
    window.button("Search").click();
    assertThat(found()).hasCount(1);
    assertThat(found()).containsText("Fields of a person changed: LastName, Remarks");
  }

  @Test
  void versions_of_a_file_are_compared_and_those_of_a_mail_are_not() {
    Website author = company.user("IsOfficeUser", "IsTestAuthor");
    String file = UUID.randomUUID() + "/media/b.txt";
    ok(author.post("files/" + company.id() + "/" + file, "content"));
    ok(author.post("files/" + company.id() + "/" + file, "more content"));
    page.navigate(server.url() + "/console/#/audit/object/files/" + file.replace("/", "%2F"));
    page.getByLabel("Left version 1").check();
    page.getByLabel("Right version 2").check();
    window.button("Compare two versions").click();
    assertThat(heading()).hasText("Versions 1 and 2 of files " + file);
    assertThat(page.locator("tr.changed")).hasCount(2);
    assertThat(page.locator("tr.changed", new Page.LocatorOptions().setHasText("Size")))
        .containsText("12");

    String told = UUID.randomUUID().toString();
    ok(
        author.post(
            "sessions/" + told,
            Map.of("Status", 20, "EMailNotificationAdresses", "c@people.example")));
    ok(author.post("sessions/" + told, Map.of("Status", 30)));
    page.navigate(server.url() + "/console/#/audit?EventType=MailQueued&SessionID=" + told);
    found().locator("a").first().click();
    page.locator("dd a", new Page.LocatorOptions().setHasText("mails ")).click();
    assertThat(heading()).containsText("History of mails");
    assertThat(page.getByText("The text of mails is not kept.")).isVisible();
    assertThat(window.button("Compare two versions")).hasCount(0);
    assertThat(page.locator("input[type=radio]")).hasCount(0);
  }

  @Test
  void the_pages_fit_a_phone_and_the_dark() {
    Map<String, String> pages =
        Map.of(
            "search", "",
            "life", "/object/persons/" + person,
            "compare", "/compare/persons/" + person + "/1/2",
            "replay", "/replay/" + session);
    open(BrowserWindow.onDarkPhone(CHROMIUM), auditor);
    pages.forEach(
        (name, path) -> {
          page.navigate(server.url() + "/console/#/audit" + path);
          assertThat(page.locator(".card").first()).isVisible();
          assertThat(page.locator("[role=status]")).hasCount(0);
          assertThat(window.pixelsTooWide()).as(name).isZero();
          picture("audit-phone-" + name);
        });
  }
}
