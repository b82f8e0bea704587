package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.itr.support.ServerProcess;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens to callers who call too often or send too much, and to the others meanwhile. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsFlowIT {

  private static final String[] SERVER = {"IncludeMaster", "Y", "IncludeClient", "N"};
  private static final int RATE = 5;

  @TempDir static Path folder;
  private ServerProcess server;
  private Website master;
  private TestCompany company;
  private ExecutorService threads;

  @BeforeAll
  void start() throws IOException {
    server = ServerProcess.start(folder);
    master = server.master();
    company = TestCompany.first(server);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void openThreads() {
    threads = Executors.newCachedThreadPool();
  }

  @AfterEach
  void closeThreads() {
    threads.shutdownNow();
    master.delete("systemsettings/MAX_CALL_LIMIT", SERVER);
  }

  /** So few that the calls of a test are more, however long the machine takes for them. */
  private void allow(int callsASecond) {
    ok(master.post("systemsettings/MAX_CALL_LIMIT", Integer.toString(callsASecond), SERVER));
  }

  private List<CompletableFuture<Answer>> atOnce(int count, IntFunction<Answer> call) {
    return IntStream.range(0, count)
        .mapToObj(i -> CompletableFuture.supplyAsync(() -> call.apply(i), threads))
        .toList();
  }

  private static List<Integer> statuses(List<CompletableFuture<Answer>> answers) {
    return answers.stream().map(answer -> answer.join().status()).toList();
  }

  private static Answer education(Website caller, String name) {
    return caller.post("educations/" + UUID.randomUUID(), Map.of("Name", name));
  }

  private static void ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void reads_over_the_rate_are_refused_and_the_browser_next_to_it_is_not() {
    Website caller = company.user();
    Website other = company.user();
    allow(1);
    assertThat(statuses(atOnce(40, i -> caller.get("educations"))))
        .contains(200, 429)
        .containsOnly(200, 429);
    ok(other.get("educations"));
  }

  @Test
  void writes_over_the_rate_wait_their_turn_and_none_is_lost() {
    Website caller = company.user();
    long start = System.nanoTime();
    String name = "Burst " + UUID.randomUUID();
    assertThat(statuses(atOnce(80, i -> education(caller, name)))).containsOnly(200);
    // The rate lets 20 through at once, and the others in 3 seconds.
    assertThat(since(start)).isGreaterThan(Duration.ofSeconds(2));
    assertThat(company.user().get("educations", "Filter", "Name=" + name, "StartPage", "-1").json())
        .hasSize(80);
  }

  @Test
  void a_flood_of_writes_by_one_token_holds_up_nobody_else() {
    Website flood = company.user();
    Website other = company.user();
    allow(RATE);
    ok(other.get("educations"));
    long start = System.nanoTime();
    List<CompletableFuture<Answer>> writes = atOnce(500, i -> education(flood, "Flood"));
    assertThat(answeredMeanwhile(other, writes)).isGreaterThan(5);
    List<Integer> statuses = statuses(writes);
    assertThat(statuses).contains(200, 429).containsOnly(200, 429);
    // Those let through at once and those whose turn came within five seconds.
    assertThat(statuses.stream().filter(status -> status == 200).count())
        .isBetween(6L * RATE, RATE * (1 + since(start).toSeconds() + 1));
  }

  /** How many answers somebody gets, one after another, before the last of some calls has one. */
  private static int answeredMeanwhile(Website other, List<CompletableFuture<Answer>> calls) {
    int answered = 0;
    while (!CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).isDone()) {
      assertThat(other.get("educations", "PageSize", "1").status()).isIn(200, 429);
      answered++;
    }
    return answered;
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** A session with one test, and the candidate who takes it. */
  private record Taking(Website candidate, String path) {}

  private Taking taking() {
    String session = UUID.randomUUID().toString();
    String person = UUID.randomUUID().toString();
    String test = UUID.randomUUID().toString();
    ok(
        master.post(
            "sessions/" + session,
            Map.of("PersonID", person, "Description", "A test", "Status", 10, "Active", true)));
    ok(
        master.post(
            "sessiontests/" + session + "/" + test,
            Map.of(
                "SessionID",
                session,
                "TestID",
                UUID.randomUUID().toString(),
                "PersID",
                person,
                "Status",
                10)));
    ok(
        master.post(
            "persons/" + person,
            Map.of(
                "EMail",
                person + "@people.example",
                "LastName",
                "Fast",
                "Password",
                company.password(),
                "Active",
                true)));
    Website candidate = company.logIn(person + "@people.example");
    return new Taking(candidate, "sessionteststaking/" + session + "/" + test);
  }

  private static Answer answer(Taking taking, int page) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("Status", 20);
    fields.put("CurrentPage", page);
    fields.put("Results", Map.of("page" + page, Map.of("Value", "A")));
    return taking.candidate().post(taking.path(), fields);
  }

  @Test
  void a_candidates_own_writes_are_never_refused_and_hold_up_nobody_else() {
    Taking taking = taking();
    Website other = company.user();
    ok(other.get("educations"));
    List<CompletableFuture<Answer>> writes = atOnce(250, page -> answer(taking, page));
    assertThat(answeredMeanwhile(other, writes)).isGreaterThan(5);
    assertThat(statuses(writes)).containsOnly(200);
    ok(answer(taking, 999));
  }

  @Test
  void whoever_hangs_up_leaves_the_place_to_others() throws IOException {
    Taking taking = taking();
    URI url = URI.create(server.url());
    for (int i = 0; i < 100; i++) {
      try (Socket socket = new Socket(url.getHost(), url.getPort())) {
        String request =
            "POST /api/%s HTTP/1.1\r\nHost: localhost\r\nSessionID: %s\r\nContent-Length: 50\r\n\r\n{"
                .formatted(taking.path(), taking.candidate().token());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      }
    }
    assertThat(statuses(atOnce(60, page -> answer(taking, page)))).containsOnly(200);
  }

  @ParameterizedTest
  @CsvSource({
    "Results, MAX_RESULTS_LIMIT",
    "Scores, MAX_SCORES_LIMIT",
    "PluginData, MAX_PLUGINDATA_LIMIT"
  })
  void what_a_candidate_sends_has_a_longest_that_can_be_set_and_lifted(String field, String limit) {
    Taking taking = taking();
    ok(master.post("systemsettings/" + limit, "100", SERVER));
    Map<String, Object> fitting = Map.of(field, Map.of("v", "x".repeat(90)));
    Map<String, Object> tooLong = Map.of(field, Map.of("v", "x".repeat(95)));
    ok(taking.candidate().post(taking.path(), fitting));
    Answer refused = taking.candidate().post(taking.path(), tooLong);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body()).contains(field).contains("100");
    ok(master.post("systemsettings/" + limit, "0", SERVER));
    ok(taking.candidate().post(taking.path(), tooLong));
    ok(taking.candidate().post(taking.path(), Map.of(field, Map.of("v", "x".repeat(1_200_000)))));
    ok(master.delete("systemsettings/" + limit, SERVER));
    assertThat(
            taking
                .candidate()
                .post(taking.path(), Map.of(field, Map.of("v", "x".repeat(1_200_000))))
                .status())
        .isEqualTo(429);
  }

  @Test
  void slow_calls_are_one_a_second_for_a_browser() {
    Website browser = new Website(server.url());
    assertThat(statuses(atOnce(10, i -> browser.tryLogin("nobody@nowhere.example", "wrong"))))
        .contains(401, 429)
        .containsOnly(401, 429);
    assertThat(new Website(server.url()).tryLogin("nobody@nowhere.example", "wrong").status())
        .isEqualTo(401);
    long start = System.nanoTime();
    List<Integer> writes =
        statuses(
            atOnce(
                3,
                i ->
                    browser.call(
                        "POST", "sendresetpassword", null, "UserID", "nobody@nowhere.example")));
    assertThat(writes).containsOnly(404);
    assertThat(since(start)).isGreaterThan(Duration.ofMillis(1_500));
  }
}
