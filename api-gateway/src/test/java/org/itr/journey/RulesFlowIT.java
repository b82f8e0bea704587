package org.itr.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.itr.application.EmbeddedDatabase;
import org.itr.support.ServerProcess;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is refused, what is done once whoever insists, and what happens when the database is away.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RulesFlowIT {

  private static final int CALLERS = 16;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir static Path folder;
  private ServerProcess server;
  private Website master;

  @BeforeAll
  void start() throws IOException {
    server = ServerProcess.start(folder);
    master = new Website(server.url());
    master.login("Admin", ServerProcess.ADMIN_PASSWORD);
    master.liftCallLimit();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"Name": "x                            | body
          undefined                              | body
          {"EducationType": "many"}              | EducationType
          {"EducationType": 70000}               | EducationType
          {"Active": "perhaps"}                  | Active
          [1, 2]                                 | body
          """)
  @Order(1)
  void malformed_input_is_refused_with_the_name_of_the_field_and_writes_nothing(
      String body, String named) {
    String id = UUID.randomUUID().toString();
    Answer answer = master.post("educations/" + id, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.type()).startsWith("text/");
    assertThat(answer.body().toLowerCase(java.util.Locale.ROOT))
        .contains(named.toLowerCase(java.util.Locale.ROOT));
    assertThat(master.get("educations/" + id).status()).isEqualTo(404);
  }

  @Test
  @Order(1)
  void a_value_longer_than_its_field_is_refused() {
    Answer answer = master.post("educations/" + UUID.randomUUID(), Map.of("Name", "x".repeat(201)));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("Name");
  }

  @Test
  @Order(1)
  void a_body_over_the_limit_is_refused() {
    assertThat(
            master
                .post(
                    "educations/" + UUID.randomUUID(),
                    "{\"Remarks\":\"" + "x".repeat(17_000_000) + "\"}")
                .status())
        .isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Name='x' or 1=1--",
        "Name=';drop table views.educations;--",
        "Name%=%'%",
        "Nonsense=1,Name=o'brien",
        "\\"
      })
  @Order(1)
  void sql_in_a_header_is_nothing_but_text(String filter) {
    assertThat(
            master
                .get(
                    "educations",
                    "Filter",
                    filter,
                    "SearchField",
                    filter,
                    "Sort",
                    "Name desc; drop table x")
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "StartPage, x",
    "PageSize, -1",
    "StartPage, -2",
    "Filter, EducationType=abc",
  })
  @Order(1)
  void a_header_that_does_not_fit_is_refused(String header, String value) {
    assertThat(master.get("educations", header, value).status()).isEqualTo(400);
  }

  @Test
  @Order(1)
  void unknown_paths_methods_ids_and_tokens_have_their_statuses() {
    assertThat(master.get("nothing").status()).isEqualTo(404);
    assertThat(master.call("PUT", "educations/" + UUID.randomUUID(), "{}").status()).isEqualTo(405);
    assertThat(master.get("educations/not-a-uuid").status()).isEqualTo(400);
    assertThat(master.get("reportdefinitions/undefined").status()).isEqualTo(404);
    assertThat(master.delete("educations/" + UUID.randomUUID()).status()).isEqualTo(404);
    Answer stranger =
        new Website(server.url()).get("educations", "SessionID", "W" + "0".repeat(32));
    assertThat(stranger.status()).isEqualTo(404);
    assertThat(stranger.body()).isEqualTo("Invalid or expired token");
  }

  @Test
  @Order(1)
  void numbers_of_any_length_come_back_as_they_were_sent_now_and_from_history() {
    String path = "batteries/" + UUID.randomUUID();
    String tests = "{\"n\":[12345678901234567890,-1,1.10]}";
    assertThat(
            master
                .call("POST", path, "{\"BatteryName\":\"Long\",\"BatteryTests\":" + tests + "}")
                .status())
        .isEqualTo(200);
    assertThat(master.get(path).body()).contains(tests);
    assertThat(master.get(path, "AsOf", Instant.now().toString()).body()).contains(tests);
  }

  @Test
  @Order(2)
  void writers_of_one_object_all_get_through() throws Exception {
    String id = UUID.randomUUID().toString();
    List<Integer> statuses =
        together(
            caller -> master.post("educations/" + id, Map.of("Name", "by " + caller)).status());
    assertThat(statuses).containsOnly(200);
    List<JsonNode> trail = rows(master.get("audittrail/object/" + id, "StartPage", "-1"));
    assertThat(trail).hasSize(CALLERS);
    assertThat(trail.stream().filter(row -> row.get("MessageID").asInt() == 101)).hasSize(1);
  }

  @Test
  @Order(2)
  void sending_a_write_twice_leaves_one_trace() {
    String id = UUID.randomUUID().toString();
    ok(master.post("educations/" + id, Map.of("Name", "once")));
    ok(master.post("educations/" + id, Map.of("Name", "once")));
    assertThat(rows(master.get("audittrail/object/" + id, "StartPage", "-1"))).hasSize(1);
  }

  @Test
  @Order(3)
  void a_test_finished_by_many_posts_at_once_is_billed_once_and_not_without_credits()
      throws Exception {
    String test = UUID.randomUUID().toString();
    ok(master.post("tests/" + test, Map.of("TestName", "Costly", "Costs", 7)));
    String own = master.company();
    ok(master.post("companies/" + own, Map.of("AllowNegativeCredits", false)));
    String session = UUID.randomUUID().toString();
    String id = UUID.randomUUID().toString();
    ok(master.post("sessions/" + session, Map.of("Description", "Billed", "Status", 20)));
    String path = "sessiontests/" + session + "/" + id;
    ok(master.post(path, Map.of("TestID", test, "Status", 30)));
    Answer closed = master.get(path);
    assertThat(closed.status()).isEqualTo(403);
    assertThat(closed.body())
        .isEqualTo("The session test is not invoiced yet. Are you out of credits?");
    String grant = UUID.randomUUID().toString();
    ok(master.post("creditgrants/" + grant, Map.of("CompanyID", own, "CreditsGranted", 50)));
    List<Integer> opened = together(caller -> master.get(path).status());
    assertThat(opened).containsOnly(200);
    assertThat(rows(master.get("creditusages", "StartPage", "-1"))).hasSize(1);
    assertThat(ok(master.get("companies/" + own)).json().get("CurrentCreditLevel").asInt())
        .isEqualTo(43);
    String second = UUID.randomUUID().toString();
    ok(master.post("sessiontests/" + session + "/" + second, Map.of("TestID", test, "Status", 20)));
    List<Integer> finished =
        together(
            caller ->
                master
                    .post(
                        "sessiontests/" + session + "/" + second,
                        Map.of("Status", 30, "TestEnd", "2026-01-01T00:00:0" + caller % 10 + "Z"))
                    .status());
    assertThat(finished).containsOnly(200);
    assertThat(rows(master.get("creditusages", "StartPage", "-1"))).hasSize(2);
    assertThat(ok(master.get("companies/" + own)).json().get("CurrentCreditLevel").asInt())
        .isEqualTo(36);
  }

  @Test
  @Order(3)
  void an_old_copy_of_a_session_does_not_open_it_again_and_its_reader_does() {
    String session = "sessions/" + UUID.randomUUID();
    ok(master.post(session, Map.of("Description", "Followed", "Status", 20)));
    Map<String, Object> old = copyOf(session);
    ok(master.post(session, Map.of("Status", 30, "EndedAt", "2026-05-01T10:00:00.250Z")));

    old.put("Remarks", "written while the candidate finished");
    ok(master.post(session, old));

    JsonNode done = ok(master.get(session)).json();
    assertThat(done.get("Remarks").asText()).isEqualTo("written while the candidate finished");
    assertThat(done.get("Status").asInt()).isEqualTo(31);
    assertThat(done.get("EndedAt").asText()).startsWith("2026-05-01T10:00:00.25");

    Map<String, Object> reopened = copyOf(session);
    reopened.put("Status", 20);
    reopened.put("EndedAt", "2026-05-01 12:00:00 Europe/Amsterdam");
    ok(master.post(session, reopened));

    assertThat(ok(master.get(session)).json().get("Status").asInt()).isEqualTo(20);
  }

  @Test
  @Order(3)
  void a_person_with_nothing_to_take_is_inactive_after_any_write_of_a_session() {
    String person = UUID.randomUUID().toString();
    ok(master.post("persons/" + person, Map.of("EMail", person + "@people.example")));
    String session = "sessions/" + UUID.randomUUID();
    ok(master.post(session, Map.of("PersonID", person, "Status", 30)));
    assertThat(isActive(person)).isFalse();
    ok(master.post("persons/" + person, Map.of("Active", true)));
    assertThat(isActive(person)).isTrue();

    ok(master.post(session, Map.of("Remarks", "written later")));

    assertThat(isActive(person)).isFalse();
    assertThat(master.get("logins/" + person).status()).isEqualTo(404);
  }

  @Test
  @Order(3)
  void a_person_whose_last_test_is_taken_out_is_inactive() {
    String person = UUID.randomUUID().toString();
    ok(master.post("persons/" + person, Map.of("EMail", person + "@people.example")));
    String session = UUID.randomUUID().toString();
    String test = "sessiontests/" + session + "/" + UUID.randomUUID();
    ok(master.post("sessions/" + session, Map.of("PersonID", person, "Status", 30)));
    ok(master.post(test, Map.of("PersID", person, "Status", 10)));
    assertThat(isActive(person)).isTrue();

    ok(master.delete(test));

    assertThat(isActive(person)).isFalse();
  }

  private boolean isActive(String person) {
    return ok(master.get("persons/" + person)).json().get("Active").asBoolean();
  }

  private Map<String, Object> copyOf(String object) {
    return MAPPER.convertValue(ok(master.get(object)).json(), new TypeReference<>() {});
  }

  @Test
  @Order(3)
  void attempts_at_names_that_nobody_has_are_told_by_pseudonym_and_with_measure() {
    Website stranger = new Website(server.url());
    String name = "Stranger." + UUID.randomUUID() + "@nowhere.example";
    String[] calls = {"sendresetpassword", "resetpassword"};
    for (int i = 0; i < 40; i++) {
      Answer answer =
          stranger.call(
              "POST",
              calls[i % 2],
              null,
              "BrowserID",
              UUID.randomUUID().toString(),
              "SessionID",
              "",
              "UserID",
              (i < 2 ? "" : i) + name,
              "Password",
              "a-new-password");
      assertThat(answer.status()).isEqualTo(404);
    }

    List<String> told =
        rows(
                master.get(
                    "history",
                    "CompanyID",
                    "",
                    "StartPage",
                    "-1",
                    "Filter",
                    "Kind=REFUSAL,EventType=LoginRefused"))
            .stream()
            .map(row -> row.get("NewData").asText())
            .filter(data -> data.contains("NoResetLink") || data.contains("InvalidResetLink"))
            .toList();

    assertThat(told).hasSizeBetween(30, 39);
    assertThat(told.toString()).doesNotContainIgnoringCase(name).contains("NoResetLink");
    assertThat(told.stream().filter(data -> data.contains("InvalidResetLink"))).isNotEmpty();
    assertThat(told).allMatch(data -> data.matches(".*\"Name\":\"[0-9a-f]{32}\".*"));
  }

  @Test
  @Order(4)
  void an_erased_person_is_nowhere_to_be_found() throws IOException {
    String person = UUID.randomUUID().toString();
    ok(
        master.post(
            "persons/" + person,
            Map.of(
                "EMail",
                "forgetme@people.example",
                "LastName",
                "Vanishing",
                "Password",
                "a-pass-word")));
    ok(
        master.post(
            "sessions/" + UUID.randomUUID(),
            Map.of("PersonID", person, "Description", "Session of Vanishing", "Status", 10)));
    assertThat(master.get("audittrail", "StartPage", "-1").body()).contains("Vanishing");
    ok(master.delete("persons/" + person));
    for (String list :
        List.of(
            "persons", "sessions", "sessionsview", "sessiontestsview", "logins", "audittrail")) {
      assertThat(ok(master.get(list, "StartPage", "-1")).body())
          .as(list)
          .doesNotContain("Vanishing")
          .doesNotContain("forgetme");
    }
    assertThat(Files.readString(server.log()))
        .doesNotContain("Vanishing")
        .doesNotContain("forgetme");
  }

  @Test
  @Order(5)
  void while_the_database_is_away_calls_get_503_and_nothing_answered_is_lost() throws IOException {
    String id = UUID.randomUUID().toString();
    ok(master.post("educations/" + id, Map.of("Name", "kept")));
    long pid =
        Long.parseLong(
            Files.readAllLines(folder.resolve("postgres/data/postmaster.pid")).get(0).strip());
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    List<Integer> seen = new ArrayList<>();
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              int status =
                  master.post("educations/" + id, Map.of("Remarks", "try " + seen.size())).status();
              seen.add(status);
              return status == 200 && seen.contains(503);
            });
    assertThat(seen).containsOnly(503, 200);
    JsonNode kept = ok(master.get("educations/" + id)).json();
    assertThat(kept.get("Name").asText()).isEqualTo("kept");
    assertThat(kept.get("Remarks").asText()).isEqualTo("try " + (seen.size() - 1));
  }

  @Test
  @Order(4)
  void a_second_server_does_not_touch_the_database_of_the_first() throws IOException {
    Path pidFile = folder.resolve("postgres/data/postmaster.pid");
    String before = Files.readString(pidFile);
    assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Another ITR server is using the data folder");
    assertThat(Files.readString(pidFile)).isEqualTo(before);
    ok(master.get("educations"));
  }

  /** What all callers get when they do it at the same moment. */
  private static List<Integer> together(java.util.function.IntFunction<Integer> call)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        int caller = i;
        all.add(threads.submit(() -> call.apply(caller)));
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> one : all) {
        statuses.add(one.get());
      }
      return statuses;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private static List<JsonNode> rows(Answer answer) {
    List<JsonNode> rows = new ArrayList<>();
    ok(answer).json().forEach(rows::add);
    return rows;
  }
}
