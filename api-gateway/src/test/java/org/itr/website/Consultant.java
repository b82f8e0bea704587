package org.itr.website;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasClassOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.itr.support.Website;

/** Who plans sessions and reads what came of them. */
class Consultant extends OfficeUser {

  private static final String SESSIONS = "SessionListerTable";
  private static final String GROUPS = "GroupSessionListerTable";
  private static final String FORM = "AdminInterfaceSessionNewSession";
  private static final String PUBLIC_FORM = "AdminInterfacePublicSession";
  private static final String LESSON = "CourseTeachingSession";
  private static final String PUBLIC_SESSIONS = "GroupSessionLister&SessionType=200";

  /** What is kept of questions that nobody answered, and of what is no question. */
  private static final Set<String> UNANSWERED = Set.of("", "0", "-1", "null");

  /** The last two columns of the trail. */
  private static final String WHO_AND_WHAT =
      """
      rows => rows.map(row => [...row.cells].slice(-2).map(cell => cell.innerText.trim()).join(': '))
      """;

  /** Dozens of sessions are saved one call after the other. */
  private static final double GROUP_PATIENCE_MS = 120_000;

  Consultant(Walk walk, String user) {
    super(walk, user);
  }

  /** Plans a session with a test or a battery and mails the candidate; answers the mail. */
  String invites(String email, String firstName, String lastName, String session, String content) {
    window.show("Switchboard", "AdminInterfaceInviteNewCandidateInputUsername");
    window.fill("AdminInterfaceInviteNewCandidateInputUsername", email);
    window.click("AdminInterfaceInviteNewCandidateButton");
    window.fill(FORM + "DescriptionFor", session);
    window.fill(FORM + "CandidateFor", email);
    window.settle();
    window.check(FORM + "TestsIncludeOtherLanguages");
    window.choose(FORM + "TestsInputList", content);
    window.fill(FORM + "CandidateFirstName", firstName);
    window.fill(FORM + "CandidateLastName", lastName);
    window.picture("new-session");
    window.click(FORM + "InviteButton");
    return sendsMail(email);
  }

  /** The IDs of the tests of a session, in their order. */
  List<String> testsOf(String session) {
    return calls().get("sessiontests/" + idOfSession(session)).json().findValuesAsText("TestID");
  }

  private String idOfSession(String session) {
    return calls()
        .get("sessionsview", "Filter", "Description=" + session)
        .json()
        .at("/0/ID")
        .asText();
  }

  /** Plans a group session; answers the passwords by the members' addresses. */
  Map<String, String> plansAGroup(String session, String test, List<String> members) {
    window.show("GroupSession&SessionType=100", "AdminInterfaceGroupSessionSaveButton");
    String form = "AdminInterfaceGroupSession";
    window.fill(form + "DescriptionFor", session);
    for (String member : members) {
      window.id(form + "CandidateFor").fill(member);
      window.id(form + "CandidateFor").press("Enter");
    }
    window.check(form + "TestsIncludeOtherLanguages");
    window.choose(form + "TestsInputList", test);
    window.picture("group");
    window.click(form + "SaveButton");
    assertThat(window.id(form + "-saveIcon"))
        .hasClass(
            Pattern.compile("thumbs-up"), new HasClassOptions().setTimeout(GROUP_PATIENCE_MS));
    window.settle();
    seesProgress(session, members.size(), 0, 0);
    Locator row = window.id(GROUPS).locator("tr:has-text('" + session + "')").first();
    window.awaitAnswer("GET", "groupmembers", () -> opens(row));
    assertThat(window.all(".tm-tag:visible")).hasCount(members.size());
    window.click(form + "OverviewButton");
    Locator overview = window.id(form + "LoginOverview-All");
    assertThat(overview).hasValue(Pattern.compile("@"));
    Map<String, String> passwords = new LinkedHashMap<>();
    overview
        .inputValue()
        .lines()
        .map(line -> line.split("\t"))
        .forEach(line -> passwords.put(line[0], line[1]));
    window.picture("group-passwords");
    window.click(form + "LoginOverview-CloseButton");
    assertThat(passwords).containsOnlyKeys(members);
    return passwords;
  }

  /** The ID of a person. */
  String idOf(String email) {
    return calls().get("persons", "Filter", "EMail=" + email).json().get(0).get("ID").asText();
  }

  /** Sees how many of a group have not begun, work, and are done. */
  void seesProgress(String session, int ready, int started, int done) {
    Locator row = sees("GroupSessionLister&SessionType=100", GROUPS, session);
    // A list from which something was opened is shown again as it was, until one searches in it.
    window.click(window.id(GROUPS).locator("[onclick*='search()']").first());
    assertThat(row)
        .containsText(
            Pattern.compile(session + "\\s+" + ready + "\\s+" + started + "\\s+" + done),
            new ContainsTextOptions().setUseInnerText(true));
    window.picture("group-progress");
  }

  /** Plans a public session; answers its address. */
  String plansAPublicSession(String session, String test) {
    window.show("PublicSession&SessionType=200", PUBLIC_FORM + "SaveButton");
    window.fill(PUBLIC_FORM + "DescriptionFor", session);
    window.check(PUBLIC_FORM + "TestsIncludeOtherLanguages");
    window.choose(PUBLIC_FORM + "TestsInputList", test);
    window.click(PUBLIC_FORM + "SaveButton");
    window.click(PUBLIC_FORM + "URLButton");
    String address = publicAddress();
    window.picture("public-session");
    sees(PUBLIC_SESSIONS, GROUPS, session);
    return address;
  }

  private String publicAddress() {
    String told = window.isTold("?Poll=");
    return told.substring(told.indexOf("/?Poll="));
  }

  /** Reads what the only participant of a public session chose in the demonstration test. */
  void readsWhatThePasserByChose(String session, List<Integer> choices) {
    opens(sees(PUBLIC_SESSIONS, GROUPS, session));
    window.click(PUBLIC_FORM + "ShowRelatedButton");
    Locator participants = window.id(SESSIONS).locator("tbody tr:has-text('" + session + "')");
    assertThat(participants).hasCount(1);
    window.picture("participants");
    opens(participants);
    readsTheChoices(choices);
  }

  /** Prepares a lesson; answers the address at which pupils take part. */
  String preparesALesson(String lesson, String course) {
    window.click(window.all("[onclick*='Mode=Teaching']").first());
    assertThat(window.id(FORM + "StartTeachingButton")).isVisible();
    window.fill(FORM + "DescriptionFor", lesson);
    window.check(FORM + "TestsIncludeOtherLanguages");
    window.choose(FORM + "TestsInputList", course);
    window.click(FORM + "StartTeachingButton");
    assertThat(window.id(LESSON + "InformationButtonStart")).isEnabled();
    window.click(LESSON + "InformationPublic");
    return publicAddress();
  }

  /** Starts the lesson; answers the window in which the teacher goes through the course. */
  WebsiteWindow startsTheLesson() {
    return walk.windowOpening(window, () -> window.click(LESSON + "InformationButtonStart"));
  }

  /** Sees how far the lesson is, and how many pupils have chosen what on that page. */
  void followsTheLesson(int page, int... pupils) {
    assertThat(window.id(LESSON + "GuidanceMain")).containsText("#" + page);
    String counts =
        IntStream.of(pupils)
            .mapToObj(count -> "\\(%d\\)".formatted(count))
            .collect(Collectors.joining(".*"));
    assertThat(window.id(LESSON + "SummariesMain"))
        .containsText(Pattern.compile(counts, Pattern.DOTALL));
    window.picture("lesson");
  }

  /** Stops the lesson, with which its public session and who came by it are gone. */
  void stopsTheLesson() {
    window.awaitAnswer("DELETE", "persons/", () -> window.click(LESSON + "InformationButtonStop"));
    window.picture("lesson-stopped");
    assertThat(calls().get("sessions", "Filter", "SessionType=1200").json()).isEmpty();
  }

  void seesInProgress(String session) {
    sees("SessionLister&SessionType=0&Status=Busy", SESSIONS, session);
    window.picture("in-progress");
  }

  void opensDone(String session, String candidate) {
    openListed("SessionLister&SessionType=0&Status=Done", session, candidate);
    window.picture("finished-session");
  }

  private void openListed(String list, String session, String candidate) {
    opens(sees(list, SESSIONS, session));
    assertThat(window.id("AdminInterfaceEditSessionEditHeaderCandidate")).containsText(candidate);
  }

  /** Archives a done session, finds it in the archive, and takes it out again. */
  void archivesAndTakesBack(String session, String candidate) {
    opensDone(session, candidate);
    window.click("AdminInterfaceEditSessionEditArchiveTest");
    openListed("SessionLister&SessionType=0&Status=Archived", session, candidate);
    assertThat(window.id("AdminInterfaceEditSessionEditUnarchiveTest")).isVisible();
    window.click("AdminInterfaceEditSessionEditUnarchiveTest");
    sees("SessionLister&SessionType=0&Status=Done", SESSIONS, session);
  }

  /** Reads what was chosen in the demonstration test of a done session. */
  void readsTheChoices(String session, String candidate, List<Integer> choices) {
    opensDone(session, candidate);
    readsTheChoices(choices);
  }

  private void readsTheChoices(List<Integer> choices) {
    viewsTheAnswers();
    new TestPage(window).shows(choices);
    window.picture("answers");
  }

  private void viewsTheAnswers() {
    window.click(window.all("[onclick*='viewAnswers']:visible").first());
    assertThat(window.id("SessionViewAnswersInterfaceSessionEdit")).isVisible();
  }

  /** Reads the answers of a test of many pages, one of each page. */
  void readsTheAnswers(String session, String candidate, List<Integer> answers) {
    opensDone(session, candidate);
    viewsTheAnswers();
    Locator chosen = window.all("#SessionViewAnswersInterfaceEditTestAnswers .btn-success");
    assertThat(chosen).hasCount(answers.size());
    assertThat(chosen.evaluateAll("chosen => chosen.map(one => +one.id.split('_').pop())"))
        .isEqualTo(answers);
    window.picture("answers");
  }

  /** The answers that are kept of the only test of a session, by screen and question. */
  Map<String, String> keptAnswers(String session) {
    Map<String, String> answers = new LinkedHashMap<>();
    kept(session, "Results")
        .forEach(
            (screen, questions) ->
                named(questions)
                    .forEach(
                        (question, kept) -> {
                          JsonNode value = kept.path("Value");
                          String text =
                              value.path("text").asText(value.asText()).replaceAll("<[^>]*>", "");
                          if (!UNANSWERED.contains(text)) {
                            answers.put(screen + "." + question, text);
                          }
                        }));
    return answers;
  }

  /** The scores that are kept of the only test of a session, by scale. */
  Map<String, String> keptScores(String session) {
    Map<String, String> scores = new LinkedHashMap<>();
    kept(session, "Scores").forEach((scale, kept) -> scores.put(scale, kept.get("Score").asText()));
    return scores;
  }

  private Map<String, JsonNode> kept(String session, String field) {
    Website calls = calls();
    String tests = "sessiontests/" + idOfSession(session);
    String test = calls.get(tests).json().at("/0/ID").asText();
    return named(calls.get(tests + "/" + test).json().get(field));
  }

  /** The website keeps everything twice, by ID, which begins with underscores, and by name. */
  private static Map<String, JsonNode> named(JsonNode kept) {
    Map<String, JsonNode> named = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : kept.properties()) {
      if (entry.getValue().isObject() && !entry.getKey().startsWith("__")) {
        named.put(entry.getKey(), entry.getValue());
      }
    }
    return named;
  }

  /** Sees the scores that the answers of a done session earned. */
  void readsTheScores(String session, String candidate, Map<String, Integer> scores) {
    opensDone(session, candidate);
    Locator rows = window.all("[id^=AdminInterfaceEditSessionEditTestsTable] tbody tr");
    assertThat(rows).hasCount(scores.size());
    scores.forEach(
        (scale, score) ->
            assertThat(rows.filter(containing(scale)).locator("td").nth(1))
                .hasText(Pattern.compile("^\\s*" + score + "\\s*$")));
    window.picture("scores");
  }

  /** Makes the report of the first test of a done session and keeps it. */
  void readsTheReport(String session, String candidate, String reported) {
    opensDone(session, candidate);
    window.click(window.all("[onclick*='testReports']:visible").first());
    assertThat(window.frame("#SessionViewReportsReportContent_ifr").locator("body"))
        .containsText(reported);
    Locator save =
        window.all("[onclick*='SessionViewReportsSessionController.saveReport']").first();
    window.awaitPost("generatedreports/", () -> window.click(save));
    window.picture("report");
    assertThat(keptReport(session)).contains(reported);
  }

  /** The text that is kept of the only report of a session. */
  private String keptReport(String session) {
    Website calls = calls();
    String reports = "generatedreports/" + idOfSession(session);
    JsonNode kept = calls.get(reports).json();
    assertThat(kept).hasSize(1);
    return calls
        .get(reports + "/" + kept.get(0).get("ID").asText())
        .json()
        .get("ReportText")
        .asText();
  }

  /**
   * Reads who did what with a done session.
   *
   * @param unknown the IDs of those whose logins the reader may not see
   * @param lines what is among the lines, each as who: what, in this order
   */
  void readsTheTrail(String session, String candidate, List<String> unknown, List<String> lines) {
    opensDone(session, candidate);
    window.click("AdminInterfaceEditSessionChange");
    window.click("AdminInterfaceChangeSessionAuditTrailButton");
    assertThat(window.id("SessionAuditTrailList")).isVisible();
    window.picture("trail");
    unknown.forEach(id -> window.wasRefused("403 GET /api/logins/" + id));
    assertThat(window.id("SessionAuditTrailList").locator("tbody tr").evaluateAll(WHO_AND_WHAT))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .containsSubsequence(lines);
  }

  void finds(String text, String session) {
    window.show("Switchboard", "AdminInterfaceSessionSearchInputUsername");
    window.fill("AdminInterfaceSessionSearchInputUsername", text);
    window.click("AdminInterfaceSessionSearchButton");
    assertThat(window.id(SESSIONS)).containsText(session);
    window.picture("search");
  }

  /** Opens a person who has nothing to do any more and so is in the archive. */
  void opensThePerson(String email, String firstName) {
    opens(sees("PersonLister&Status=Archived", "PersonListerTable", email));
    assertThat(window.id("PersonInterfaceEditSessionCandidateFirstName")).hasValue(firstName);
    window.picture("person");
  }

  /** Whether there is a menu to run the company with. */
  boolean runsTheCompany() {
    return window.all("#submenuCompaniesLI a[onclick*='ConsultantLister']").count() > 0;
  }

  /** Sees no sessions of others, and is offered batteries and no tests. */
  void worksWithOwnSessionsAndBatteriesOnly(
      String own, String ofOthers, String battery, String test) {
    sees("SessionLister&SessionType=0&Status=Ready", SESSIONS, own);
    window.picture("own-sessions");
    window.show("SessionLister&SessionType=0&Status=Done", SESSIONS);
    assertThat(window.id(SESSIONS)).not().containsText(ofOthers);
    window.show("NewSession&SessionType=0", FORM + "DescriptionFor");
    window.check(FORM + "TestsIncludeOtherLanguages");
    Locator offered = window.id(FORM + "TestsInputList").locator("option");
    assertThat(offered.filter(containing(battery))).hasCount(1);
    assertThat(offered.filter(containing(test))).hasCount(0);
  }

  private static Locator.FilterOptions containing(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
