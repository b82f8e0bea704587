package org.itr.website;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.itr.support.ServerProcess;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.itr.website.Recording.Call;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The calls of the website in its order, each with the status and the content type that the website
 * needs.
 */
class RecordedCallsFlowIT {

  private static final Path RECORDINGS = Path.of("src", "test", "resources", "website-calls");
  private static final ServerProcess SERVER = ServerProcess.shared();
  private static final int PAGES = 3;
  private static final int PRICE = 7;

  private static TestCompany company;
  private static String test;

  /** A browser, and what it knows to fill in. */
  private static final class Tab {

    private final Website website;
    private final Map<String, String> known = new HashMap<>();

    Tab(Website website) {
      this.website = website;
      known.put("now", "2026-11-25 10:00:00 Europe/Amsterdam");
      known.put("test", test);
      known.put("pages", Integer.toString(PAGES));
    }

    Tab with(String name, String value) {
      known.put(name, value);
      return this;
    }

    /** Plays a recording and gives back its answers. */
    List<Answer> play(String recording) throws IOException {
      List<Answer> answers = new ArrayList<>();
      for (Call recorded : Recording.read(RECORDINGS, recording).calls()) {
        Call call = recorded.with(known);
        List<String> headers = new ArrayList<>();
        call.headers().forEach((name, value) -> headers.addAll(List.of(name, value)));
        Answer answer =
            website.call(
                call.method(),
                call.path(),
                call.body().isEmpty() ? null : call.body(),
                headers.toArray(String[]::new));
        assertThat(call.accepts(answer.status(), answer.type()))
            .as("%s of %s: %s", call, recording, answer)
            .isTrue();
        call.kept().forEach((field, name) -> known.put(name, value(answer.json().get(field))));
        answers.add(answer);
        if (call.kept().containsValue("token")) {
          website.continueWith(known.get("token"), known.get("company"));
        }
      }
      return answers;
    }

    private static String value(JsonNode field) {
      return field.isTextual() ? field.asText() : field.toString();
    }
  }

  @BeforeAll
  static void a_company_has_a_test_and_credits() {
    company = TestCompany.on(SERVER, Map.of("CurrentCreditLevel", 1_000));
    test = UUID.randomUUID().toString();
    Answer saved =
        company
            .user("IsOfficeUser", "IsTestAuthor")
            .post("tests/" + test, Map.of("TestName", "Recorded", "Costs", PRICE, "Active", true));
    assertThat(saved.status()).isEqualTo(200);
  }

  private static Tab office() throws IOException {
    Tab office = new Tab(new Website(SERVER.url()));
    office.play("first-page");
    office
        .with("email", company.email("IsOfficeUser", "IsPasswordManager"))
        .with("password", company.password())
        .play("login");
    return office;
  }

  private static void plan(Tab office, String candidate, String person) throws IOException {
    office
        .with("session", UUID.randomUUID().toString())
        .with("sessiontest", UUID.randomUUID().toString())
        .with("person", person)
        .with("candidate", candidate)
        .with("candidatepassword", "candidate's word")
        .play("session-is-planned");
  }

  @Test
  void a_session_goes_from_the_office_to_the_candidate_and_back() throws IOException {
    Tab office = office();
    office.play("office-starts");
    String person = UUID.randomUUID().toString();
    String email = person + "@people.example";
    plan(office, email, person);

    Tab candidate = new Tab(new Website(SERVER.url()));
    List.of("session", "sessiontest", "person", "candidate")
        .forEach(name -> candidate.with(name, office.known.get(name)));
    candidate.with("email", email).with("password", "candidate's word").play("login");
    List<Answer> found = candidate.play("candidate-begins");
    assertThat(found.get(1).json()).hasSize(1);
    for (int page = 1; page <= PAGES; page++) {
      candidate
          .with("page", Integer.toString(page))
          .with("results", results(page))
          .play("candidate-turns-a-page");
      candidate.play("candidate-stays");
      office.play("office-refreshes");
    }
    candidate.play("candidate-ends");
    // Whoever has nothing left to do has no login any more, and was logged out with it.
    assertThat(candidate.website.post("logout", "").status()).isEqualTo(404);
    candidate.play("candidate-saves-after-the-end");
    String saved =
        "sessionteststaking/"
            + candidate.known.get("session")
            + "/"
            + candidate.known.get("sessiontest");
    assertThat(candidate.website.post(saved, Map.of("Status", 20)).status()).isEqualTo(403);
    for (String stranger : List.of("", "W" + "0".repeat(32))) {
      assertThat(
              new Website(SERVER.url())
                  .post(
                      saved,
                      Map.of("Status", 30),
                      "SessionID",
                      stranger,
                      "CompanyID",
                      candidate.website.company())
                  .status())
          .isEqualTo(403);
    }

    office.play("sessions-are-listed");
    // Opened again, its scores are written again.
    for (int i = 0; i < 2; i++) {
      office.with("page", "3").play("finished-session-is-opened");
      assertThat(office.known.get("results")).isEqualTo(results(PAGES));
    }
    assertThat(office.website.get("sessions/" + office.known.get("session")).json().get("Status"))
        .hasToString("31");
    JsonNode usages =
        office
            .website
            .get("creditusages", "Filter", "SessionID=" + office.known.get("session"))
            .json();
    assertThat(usages).hasSize(1);
    assertThat(usages.get(0).get("TotalTicks").asInt()).isEqualTo(PRICE);
    // The website shows it in the column of the candidates.
    assertThat(usages.get(0).get("UserName").asText()).isEqualTo("Ada Candidate");
    office.play("logout");
  }

  /** Calls with IDs of their own. */
  private static Tab withNew(Tab tab, String... names) {
    for (String name : names) {
      tab.with(name, UUID.randomUUID().toString());
    }
    return tab;
  }

  /** A tab that knows some of what another one knows. */
  private static Tab sharing(Tab other, String... names) {
    Tab tab = new Tab(new Website(SERVER.url()));
    for (String name : names) {
      tab.with(name, other.known.get(name));
    }
    return tab;
  }

  private static void answers(Tab candidate, int pages) throws IOException {
    for (int page = 1; page <= pages; page++) {
      candidate
          .with("page", Integer.toString(page))
          .with("results", results(page))
          .play("candidate-turns-a-page");
    }
  }

  @Test
  void the_members_of_a_group_get_passwords_and_are_seen_working() throws IOException {
    Tab office = office();
    String description = "Group " + UUID.randomUUID();
    withNew(office, "group", "grouptest", "groupperson")
        .with("description", description)
        .play("group-is-planned");
    for (int number = 1; number <= 2; number++) {
      withNew(office, "session", "sessiontest", "person")
          .with("candidate", office.known.get("person") + "@people.example")
          .play("member-is-planned");
    }
    assertThat(progress(office)).isEqualTo(List.of(2, 0, 0));

    List<Answer> opened = office.play("group-is-opened");
    assertThat(opened.get(3).json().findValuesAsText("sessionid"))
        .hasSize(2)
        .contains(office.known.get("session"));
    Tab member = sharing(office, "session", "sessiontest", "person", "candidate");
    member
        .with("email", office.known.get("candidate"))
        .with("password", office.known.get("candidatepassword"))
        .play("login");
    member.play("candidate-begins");
    answers(member, PAGES);
    assertThat(progress(office)).isEqualTo(List.of(1, 1, 0));
    member.play("candidate-ends");
    assertThat(progress(office)).isEqualTo(List.of(1, 0, 1));
    office.with("page", "3").play("finished-session-is-opened");
    assertThat(office.known.get("results")).isEqualTo(results(PAGES));
  }

  private static List<Integer> progress(Tab office) throws IOException {
    for (JsonNode group : office.play("groups-are-listed").get(0).json()) {
      if (group.get("ID").asText().equals(office.known.get("group"))) {
        return List.of(
            group.get("readycount").asInt(),
            group.get("inprogresscount").asInt(),
            group.get("donecount").asInt());
      }
    }
    throw new IllegalStateException("The group is not listed");
  }

  /** Comes in by the code; what the participant works on is a copy. */
  private static Tab participant(Tab office) throws IOException {
    Tab participant = sharing(office, "code", "publicsession").with("candidate", "whoever it is");
    List<Answer> answers = participant.play("participant-comes-in");
    assertThat(participant.known.get("isCandidate")).isEqualTo("true");
    assertThat(participant.known.get("session")).isNotEqualTo(office.known.get("publicsession"));
    JsonNode tests = answers.get(answers.size() - 1).json();
    assertThat(tests).hasSize(1);
    return participant.with("sessiontest", tests.get(0).get("ID").asText());
  }

  @Test
  void whoever_has_the_code_answers_an_own_copy_of_a_public_session() throws IOException {
    Tab office = office();
    withNew(office, "publicsession", "publictest", "publicperson")
        .with("description", "Open to all")
        .with("code", code())
        .play("public-session-is-planned");
    Tab first = participant(office);
    Tab second = participant(office);
    assertThat(first.known.get("session")).isNotEqualTo(second.known.get("session"));
    answers(first, PAGES);
    answers(second, 1);
    first.play("candidate-ends");

    for (Tab participant : List.of(first, second)) {
      assertThat(kept(office, participant))
          .isEqualTo(participant.known.get("results"))
          .isEqualTo(results(participant == first ? PAGES : 1));
    }
  }

  private static String kept(Tab office, Tab participant) {
    String test = participant.known.get("session") + "/" + participant.known.get("sessiontest");
    return office.website.get("sessiontests/" + test).json().get("Results").toString();
  }

  @Test
  void a_teacher_follows_what_pupils_answer_until_the_lesson_stops() throws IOException {
    Tab office = office();
    withNew(office, "lesson", "lessontest", "lessonpassword")
        .with("description", "Lesson")
        .play("lesson-is-prepared");
    assertThat(office.known.get("kept")).isEqualTo(office.known.get("lessonpassword"));
    withNew(office, "publicsession", "publictest", "publicperson")
        .with("code", code())
        .play("lesson-is-opened-to-all");

    Tab teacher =
        sharing(office)
            .with("email", "Teacher_" + office.known.get("lesson"))
            .with("password", office.known.get("lessonpassword"))
            .with("session", office.known.get("lesson"))
            .with("sessiontest", office.known.get("lessontest"))
            .with("person", office.known.get("lesson"))
            .with("candidate", "the teacher");
    teacher.play("login");
    teacher.play("candidate-begins");

    Tab pupil = participant(office);
    answers(pupil, 2);
    JsonNode followed = office.play("lesson-is-followed").get(0).json().get("tests");
    assertThat(followed).hasSize(1);
    assertThat(followed.get(0).get("Results")).hasToString(results(2));

    office.play("lesson-stops");
    assertThat(office.play("lesson-is-followed").get(0).json().get("tests")).isEmpty();
    String taken =
        "sessionteststaking/" + pupil.known.get("session") + "/" + pupil.known.get("sessiontest");
    assertThat(pupil.website.post(taken, Map.of("Status", 20)).status()).isEqualTo(403);
  }

  /** A code is good in all companies. */
  private static String code() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  /** The website takes who is in the list of logins for a consultant and invites nobody such. */
  @Test
  void a_candidate_is_not_among_the_consultants_and_can_be_invited_again() throws IOException {
    Tab office = office();
    String person = UUID.randomUUID().toString();
    String email = person + "@people.example";
    plan(office, email, person);
    plan(office, email, person);

    List<String> listed =
        office.website.get("logins", "StartPage", "-1").json().findValuesAsText("Email");
    assertThat(listed).contains(office.known.get("email")).doesNotContain(email);
    String both = company.email("IsOfficeUser", "IsTestTakingUser");
    assertThat(office.website.get("logins", "StartPage", "-1").json().findValuesAsText("Email"))
        .contains(both);
    Tab candidate = new Tab(new Website(SERVER.url()));
    candidate.with("email", email).with("password", "candidate's word").play("login");
    assertThat(candidate.website.get("sessions", "StartPage", "-1").json()).hasSize(2);
  }

  /** The website reads in both before it looks whether they are there. */
  @Test
  void the_first_user_and_company_have_the_preferences_that_are_read_unseen() {
    Website master = SERVER.master();
    assertThat(master.get("logins/currentuser").json().at("/PluginData/UI/DarkMode").isBoolean())
        .isTrue();
    assertThat(
            master.get("companies/currentcompany").json().at("/PluginData/Preferences").isObject())
        .isTrue();
  }

  private static String results(int answered) {
    Map<String, Object> results = new HashMap<>();
    for (int screen = 1; screen <= answered; screen++) {
      results.put("__screen" + screen, Map.of("question", Map.of("Value", "answer " + screen)));
    }
    return Website.text(new java.util.TreeMap<>(results));
  }
}
