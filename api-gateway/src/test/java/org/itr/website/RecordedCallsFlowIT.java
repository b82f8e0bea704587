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
