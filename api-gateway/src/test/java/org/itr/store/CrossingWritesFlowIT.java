package org.itr.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.itr.support.ServerProcess;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Writes at the same moment of objects that set each other's changes in motion: a session looks
 * after its person, a person takes the sessions along. The website makes such calls; it waits for
 * no removal.
 */
class CrossingWritesFlowIT {

  private static final int TIMES = 8;

  /** Far less than anybody waits for a row. */
  private static final Duration AT_ONCE = Duration.ofMillis(2_500);

  private static final long COURSE = 1200;

  private static Website office;

  private final String session = UUID.randomUUID().toString();
  private final String person = UUID.randomUUID().toString();

  @BeforeAll
  static void hire() {
    office = TestCompany.on(ServerProcess.shared()).user("IsOfficeUser");
  }

  private void plan() {
    save("sessions/" + session, Map.of("SessionType", COURSE, "PersonID", person, "Status", 10));
    save(
        "sessiontests/" + session + "/" + UUID.randomUUID(),
        Map.of("TestID", UUID.randomUUID(), "PersID", person, "Status", 10));
    save("persons/" + person, Map.of("EMail", session));
  }

  private static void save(String path, Map<String, Object> fields) {
    assertThat(office.post(path, fields).status()).isEqualTo(200);
  }

  private static List<Integer> statuses(Stream<Supplier<Answer>> calls) throws Exception {
    List<CompletableFuture<Answer>> made = calls.map(CompletableFuture::supplyAsync).toList();
    CompletableFuture.allOf(made.toArray(CompletableFuture[]::new))
        .get(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS);
    return made.stream().map(call -> call.join().status()).toList();
  }

  @RepeatedTest(TIMES)
  void a_lesson_that_stops_removes_its_public_session_and_the_person_of_it() throws Exception {
    plan();
    List<Integer> statuses =
        statuses(
            Stream.of(
                () -> office.delete("sessions/group/" + session),
                () -> office.delete("persons/" + person)));
    // Whoever comes second may find that the person has taken the session along.
    assertThat(statuses.get(0)).isIn(200, 404);
    assertThat(statuses.get(1)).isEqualTo(200);
    assertThat(office.get("sessions/" + session).status()).isEqualTo(404);
    assertThat(office.get("persons/" + person).status()).isEqualTo(404);
  }

  @RepeatedTest(TIMES)
  void a_session_is_saved_while_its_tests_go_and_its_group_is_archived() throws Exception {
    plan();
    assertThat(
            statuses(
                Stream.of(
                    () -> office.delete("sessions/" + session + "/deletealltests"),
                    () -> office.post("sessions/" + session, Map.of("Description", "Saved")),
                    () -> office.post("sessions/group/" + session + "/archive", ""))))
        .containsOnly(200);
    assertThat(office.get("sessions/" + session).json().get("Description").asText())
        .isEqualTo("Saved");
  }
}
