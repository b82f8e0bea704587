package org.itr.website;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.itr.support.Chromium;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several people walk through the website: a master user, a supervisor, two consultants with
 * different rights, and candidates. It runs where {@code ITR_WEBSITE} names a checkout of the
 * website, and a folder {@code publics} beside it, or the one that {@code ITR_PUBLICS_DIR} names,
 * has checkouts of its public repositories. It leaves pictures of the screens in {@code
 * target/website-walk}. Each step goes on where the one before it ended.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WebsiteWalkIT {

  @RegisterExtension private static final Chromium CHROMIUM = new Chromium();

  private static final String COMPANY = "Walk & Partners";
  private static final String TEST = "Demonstration test";
  private static final int PRICE = 10;
  private static final String REPORT = "<p>Report for %%candidate.FirstName%%</p>";
  private static final String LONG_TEST = "Problem coping style  (Nederlandstalig, versie 2019)";
  private static final String LONG_TESTS_NAME = "Problem coping style";
  private static final int LONG_TESTS_PRICE = 7;
  private static final String LONG_TESTS_REPORT =
      "<p>%%candidate.FirstName%% has %%sessiontest.getScaleScores()%%</p>";
  private static final int CREDITS = 1_000;
  private static final String SUPERVISOR = "sam@walk.example";
  private static final String SUPERVISOR_PASSWORD = "Supervisor2026!";
  private static final String CONSULTANT = "kim@walk.example";
  private static final String LIMITED = "lee@walk.example";
  private static final String CONSULTANTS_PASSWORD = "Consultant2026!";
  private static final String BATTERY = "Battery of the walk";
  private static final byte[] PICTURE =
      Base64.getDecoder().decode("R0lGODlhAQABAAAAACwAAAAAAQABAAA=");
  private static final String GRACE = "grace@people.example";
  private static final String GRACES_SESSION = "Selection of Grace";
  private static final List<Integer> GRACES_CHOICES = List.of(2, 1, 3, 1, 2);
  private static final String ADA = "ada@people.example";
  private static final String ADAS_SESSION = "Selection of Ada";
  private static final String PIA = "pia@people.example";
  private static final String PIAS_SESSION = "Selection of Pia";

  /** The questions of each scale of the long test are answered alike: that is its score. */
  private static final List<Integer> PIAS_ANSWERS =
      List.of(
          3, 2, 2, 3, 4, 2, 3, 4, 3, 3, 1, 2, 1, 1, 1, 2, 3, 4, 3, 4, 2, 2, 2, 1, 1, 1, 4, 4, 4, 2);

  private static final Map<String, Integer> PIAS_SCORES =
      Map.of(
          "Active problem resolution", 1,
          "Distract from or avoid the problem", 2,
          "Find support", 3,
          "Express emotion", 4,
          "Comforting behaviour", 3);
  private static final int HALF_WAY = 12;
  private static final String COURSE = "Course of the walk";
  private static final String OWN = "Own of the walk";
  private static final String GROUP = "Group of thirty";
  private static final List<String> MEMBERS =
      IntStream.range(0, 30).mapToObj(number -> "member" + number + "@people.example").toList();

  @TempDir static Path folder;

  private Walk walk;
  private MasterUser master;
  private Supervisor supervisor;
  private Consultant consultant;
  private Consultant limited;

  @BeforeAll
  void start() throws IOException {
    @Nullable String website = System.getenv("ITR_WEBSITE");
    skipUnless(
        website != null && Files.isDirectory(Path.of(website)),
        "ITR_WEBSITE does not name a checkout of the website");
    Path site = Path.of(website).toAbsolutePath().normalize();
    @Nullable String named = System.getenv("ITR_PUBLICS_DIR");
    Path publics = named == null ? site.resolveSibling("publics") : Path.of(named).toAbsolutePath();
    skipUnless(
        Files.isDirectory(publics),
        "There is no folder with the website's public repositories: neither publics beside the"
            + " website nor one that ITR_PUBLICS_DIR names");
    walk = new Walk(CHROMIUM.browser(), folder, site, publics);
    master = new MasterUser(walk);
    supervisor = new Supervisor(walk, SUPERVISOR);
    consultant = new Consultant(walk, CONSULTANT);
    limited = new Consultant(walk, LIMITED);
  }

  private static void skipUnless(boolean condition, String what) {
    Assumptions.assumeTrue(condition, what + ". The walk through the website is skipped.");
  }

  @AfterEach
  void nobody_complained() {
    walk.pictures();
    assertThat(walk.complaints()).isEmpty();
  }

  @AfterAll
  void stop() {
    if (walk != null) {
      walk.close();
    }
  }

  @Test
  @Order(1)
  void a_master_user_logs_in_and_sets_the_mail_server() {
    master.logsIn();
    master.setsTheMailServer("itr@walk.example");
  }

  @Test
  @Order(2)
  void a_master_user_installs_what_is_published_and_nothing_but_that() {
    master.installsAllThatIsPublished();
    master.preparesTheTest(TEST, PRICE, REPORT);
    master.preparesTheTest(LONG_TEST, LONG_TESTS_PRICE, LONG_TESTS_REPORT);
    master.makesACourse(COURSE, LONG_TEST);
  }

  @Test
  @Order(3)
  void a_master_user_reads_logs_and_tokens() {
    master.readsTheLog();
    master.seesWhoIsLoggedIn();
  }

  @Test
  @Order(4)
  void a_master_user_makes_a_company_grants_credits_and_switches_to_it() {
    master.makesACompany(COMPANY);
    master.grantsCredits(COMPANY, CREDITS);
    master.switchesTo(COMPANY);
    master.seesTheGrant(COMPANY, CREDITS);
  }

  @Test
  @Order(5)
  void a_master_user_makes_mail_templates_and_mails_a_supervisor_the_password() {
    master.makesMailTemplatesForAll();
    String mail =
        master.makesConsultant(
            SUPERVISOR,
            "Sam Supervisor",
            "All",
            "OrganisationSupervisor",
            "IsDataResearcher",
            "MayViewPasswords",
            "MayOrderCredits");
    supervisor.logsInFromMailAndChooses(mail, SUPERVISOR_PASSWORD);
  }

  @Test
  @Order(6)
  void a_supervisor_names_the_company_gives_it_a_logo_and_makes_a_battery() {
    supervisor.namesTheCompanyAndGivesItALogo("Walk's own name", PICTURE);
    supervisor.makesABattery(BATTERY, TEST, LONG_TESTS_NAME);
  }

  @Test
  @Order(7)
  void a_supervisor_makes_two_consultants_with_different_rights() {
    String mail =
        supervisor.makesConsultant(CONSULTANT, "Kim Consultant", "All", "MayViewPasswords");
    consultant.logsInFromMailAndChooses(mail, CONSULTANTS_PASSWORD);
    mail =
        supervisor.makesConsultant(
            LIMITED,
            "Lee Limited",
            "Testing",
            "MayWorkWithBatteriesOnly",
            "MayWorkWithOwnObjectsOnly");
    limited.logsInFromMailAndChooses(mail, CONSULTANTS_PASSWORD);
    assertThat(Stream.of(supervisor, consultant, limited).map(Consultant::runsTheCompany))
        .containsExactly(true, false, false);
  }

  @Test
  @Order(8)
  void a_candidate_is_invited_by_mail_takes_the_test_and_is_thanked() {
    String mail = consultant.invites(GRACE, "Grace", "Hopper", GRACES_SESSION, TEST);
    Candidate grace = new Candidate(walk);
    grace.entersFromMail(mail);
    consultant.seesInProgress(GRACES_SESSION);
    grace.chooses(GRACES_CHOICES);
    grace.closesTheBrowser();
    grace.entersFromMail(mail);
    grace.findsTheChoices(GRACES_CHOICES);
    grace.writes("I am Grace.");
    grace.endsTheTest();
    grace.goesOnReadingTheThanks();
    grace.leaves();
  }

  @Test
  @Order(9)
  void what_was_done_is_listed_billed_and_on_the_trail() {
    consultant.archivesAndTakesBack(GRACES_SESSION, "Grace Hopper");
    supervisor.archivesAndTakesBack(GRACES_SESSION, "Grace Hopper");
    supervisor.seesTheCreditsUsedFor("Grace Hopper", PRICE);
    supervisor.seesTheCreditsOfTheMonth(PRICE, CREDITS - PRICE);
    supervisor.seesTheMailTo(GRACE);
    master.seesTheCreditsUsedBy(COMPANY, PRICE);
  }

  @Test
  @Order(10)
  void a_finished_session_has_answers_a_report_and_a_trail() {
    consultant.readsTheChoices(GRACES_SESSION, "Grace Hopper", GRACES_CHOICES);
    assertThat(consultant.keptAnswers(GRACES_SESSION))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "Screen1.Question1", "2",
                "Screen1.ScreenComponent4", "1",
                "Screen1.ScreenComponent6", "I am Grace.",
                "Screen1.ScreenComponent8", "3",
                "Screen1.ScreenComponent9", "1",
                "Screen1.ScreenComponent10", "2"));
    consultant.readsTheReport(GRACES_SESSION, "Grace Hopper", "Report for Grace");
    readTheTrail();
    consultant.finds("Grace", GRACES_SESSION);
    consultant.opensThePerson(GRACE, "Grace");
  }

  /** A consultant may not look up who a colleague is, a supervisor may. */
  private void readTheTrail() {
    String candidate = "Grace Hopper";
    consultant.readsTheTrail(
        GRACES_SESSION,
        candidate,
        List.of(supervisor.ownId(), consultant.idOf(GRACE)),
        trail("Unknown"));
    supervisor.readsTheTrail(GRACES_SESSION, candidate, List.of(), trail(SUPERVISOR));
  }

  private static List<String> trail(String colleague) {
    return List.of(
        CONSULTANT + ": Session updated to status 10",
        CONSULTANT + ": Session test updated for test " + TEST + " for page 0",
        CONSULTANT
            + ": EMail sent to "
            + GRACE
            + ", cc , bcc with subject A test session is ready for you",
        "Unknown: Session updated to status 20",
        "Unknown: Session test finished or viewed for test " + TEST + " at page 0",
        "Unknown: Session updated to status 31",
        CONSULTANT + ": Session updated to status 31",
        colleague + ": Session updated to status 31",
        CONSULTANT + ": Added to generatedreports");
  }

  @Test
  @Order(11)
  void a_candidate_goes_page_by_page_through_a_long_test_and_comes_back_to_it_half_way() {
    String mail = consultant.invites(PIA, "Pia", "Coper", PIAS_SESSION, LONG_TESTS_NAME);
    Candidate pia = new Candidate(walk);
    pia.entersFromMail(mail);
    pia.begins();
    pia.answers(PIAS_ANSWERS.subList(0, HALF_WAY));
    pia.closesTheBrowser();
    pia.entersFromMail(mail);
    pia.findsTheAnswerBefore(PIAS_ANSWERS.get(HALF_WAY - 1));
    pia.answers(PIAS_ANSWERS.subList(HALF_WAY, PIAS_ANSWERS.size()));
    pia.endsTheTest();
    pia.leaves();
  }

  @Test
  @Order(12)
  void the_answers_to_a_long_test_are_kept_and_earn_scores_that_are_shown_reported_and_billed() {
    Map<String, String> answers = new HashMap<>();
    for (int question = 1; question <= PIAS_ANSWERS.size(); question++) {
      answers.put("Question%d.Answer".formatted(question), "" + PIAS_ANSWERS.get(question - 1));
    }
    assertThat(consultant.keptAnswers(PIAS_SESSION)).isEqualTo(answers);
    consultant.readsTheAnswers(PIAS_SESSION, "Pia Coper", PIAS_ANSWERS);
    consultant.readsTheScores(PIAS_SESSION, "Pia Coper", PIAS_SCORES);
    assertThat(consultant.keptScores(PIAS_SESSION))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "ActiveResolution", "1",
                "Distract", "2",
                "Support", "3",
                "ExpressEmotion", "4",
                "ComfortingBehaviour", "3"));
    consultant.readsTheReport(PIAS_SESSION, "Pia Coper", "Pia has 1,2,3,4,3");
    int used = PRICE + LONG_TESTS_PRICE;
    supervisor.seesTheCreditsOfTheMonth(used, CREDITS - used);
  }

  @Test
  @Order(13)
  void thirty_candidates_are_a_group_whose_progress_is_seen_while_they_work() {
    Map<String, String> passwords = consultant.plansAGroup(GROUP, TEST, MEMBERS);
    consultant.seesProgress(GROUP, 30, 0, 0);
    Candidate first = new Candidate(walk);
    Candidate second = new Candidate(walk);
    first.enters(MEMBERS.get(0), passwords.get(MEMBERS.get(0)));
    second.enters(MEMBERS.get(1), passwords.get(MEMBERS.get(1)));
    consultant.seesProgress(GROUP, 28, 2, 0);
    first.endsTheTest();
    consultant.seesProgress(GROUP, 28, 1, 1);
    second.closesTheBrowser();
    second.enters(MEMBERS.get(1), passwords.get(MEMBERS.get(1)));
    second.endsTheTest();
    consultant.seesProgress(GROUP, 28, 0, 2);
    Candidate third = new Candidate(walk);
    third.enters(MEMBERS.get(2), passwords.get(MEMBERS.get(2)));
    third.isLoggedOutByTime(consultant.idOf(MEMBERS.get(2)));
    consultant.seesProgress(GROUP, 27, 1, 2);
    List.of(first, second, third).forEach(Candidate::leaves);
  }

  @Test
  @Order(14)
  void whoever_has_the_code_takes_a_public_session() {
    String address = consultant.plansAPublicSession("Open to all", TEST);
    Candidate passerBy = new Candidate(walk);
    passerBy.entersBy(address);
    passerBy.chooses(GRACES_CHOICES);
    passerBy.endsTheTest();
    passerBy.leaves();
    consultant.readsWhatThePasserByChose("Open to all", GRACES_CHOICES);
  }

  @Test
  @Order(15)
  void a_teacher_gives_a_lesson_and_sees_what_pupils_answer_until_it_stops() {
    String address = consultant.preparesALesson("Lesson of the walk", COURSE);
    Candidate pupil = new Candidate(walk);
    pupil.entersBy(address);
    Candidate teacher = new Candidate(walk, consultant.startsTheLesson());
    teacher.seesTheTest();
    pupil.begins();
    pupil.answers(List.of(3, 2));
    teacher.begins();
    consultant.followsTheLesson(1, 0, 0, 1, 0);
    teacher.answers(List.of(1));
    consultant.followsTheLesson(2, 0, 1, 0, 0);
    consultant.stopsTheLesson();
    pupil.isLoggedOut();
    pupil.leaves();
  }

  @Test
  @Order(16)
  void a_consultant_with_few_rights_works_with_batteries_and_own_sessions_only() {
    supervisor.makesAMailTemplate("organisation", "template of the company");
    supervisor.makesAMailTemplate("personal", "template of my own");
    String mail = limited.invites(ADA, "Ada", "Byron", ADAS_SESSION, BATTERY);
    assertThat(limited.testsOf(ADAS_SESSION))
        .containsExactly(master.idOfTest(TEST), master.idOfTest(LONG_TEST));
    limited.worksWithOwnSessionsAndBatteriesOnly(ADAS_SESSION, GRACES_SESSION, BATTERY, TEST);
    Candidate ada = new Candidate(walk);
    ada.entersFromMail(mail);
    ada.leaves();
  }

  @Test
  @Order(17)
  void a_master_user_makes_what_is_the_companys_own_publishes_it_and_takes_it_back() {
    String picture = master.makesATestWithAPicture(OWN, PICTURE);
    master.makesAReportAndAScreenOfTheCompany(COMPANY, TEST, OWN);
    // It would take back another test otherwise; docs/wire.md tells of it.
    master.loadsTheWebsiteAnew();
    master.publishes("tests", OWN);
    master.seesThePublished(picture, PICTURE);
    master.revokes("tests", OWN);
    for (String entity : List.of("screentemplates", "reportdefinitions")) {
      master.publishes(entity, OWN);
      master.revokes(entity, OWN);
    }
  }

  @Test
  @Order(18)
  void a_master_user_reads_the_raw_data_of_every_entity() {
    assertThat(master.readsTheRawDataOfEveryEntity())
        .contains(
            "audittrail",
            "batteries",
            "persons",
            "sessions",
            "sessiontests",
            "sessiontestsview",
            "sessionsview",
            "groupsessionsview",
            "reportdefinitions",
            "companies",
            "creditgrants",
            "creditusages",
            "creditusagespermonth",
            "logins",
            "tokens",
            "systemsettings",
            "screentemplates",
            "tests");
  }

  @Test
  @Order(19)
  void a_master_user_translates_the_website() {
    master.logsInTo(COMPANY, "nl");
    master.translates("nl", "Vertaald op de wandeling");
  }
}
