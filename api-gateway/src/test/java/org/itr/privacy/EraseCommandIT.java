package org.itr.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.itr.proof.VerifyCommandRun;
import org.itr.support.ServerProcess;
import org.itr.support.Website;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class EraseCommandIT {

  @TempDir Path folder;

  private record Ended(int status, String printed) {}

  private Ended erase(String typed, String... args) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String[] all = java.util.Arrays.copyOf(args, args.length + 1);
    all[args.length] = "--ITR_DATA_DIR=" + folder;
    int status =
        EraseCommand.run(
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
            all);
    return new Ended(status, bytes.toString(StandardCharsets.UTF_8));
  }

  private static String anyId() {
    return UUID.randomUUID().toString();
  }

  private static void save(Website who, String path, Map<String, Object> fields) {
    assertThat(who.post(path, fields).status()).isEqualTo(200);
  }

  @Test
  void a_person_is_erased_when_that_is_confirmed_beside_a_running_server_and_without_one()
      throws Exception {
    String person = anyId();
    String other = anyId();
    String company;
    Ended beside;
    try (ServerProcess server = ServerProcess.start(folder)) {
      Website master = server.master();
      company = "--company=" + master.company();
      Map<String, Object> leaving =
          Map.of(
              "LastName",
              "Leaving",
              "EMail",
              "leaving@people.example",
              "Password",
              "Leaving26!",
              "Active",
              true);
      save(master, "persons/" + person, leaving);
      save(master, "persons/" + other, Map.of("LastName", "Following"));
      save(master, "sessions/" + anyId(), Map.of("PersonID", person, "Status", 10));
      Website candidate = new Website(server.url());
      candidate.login("leaving@people.example", "Leaving26!");
      assertThat(candidate.get("logins/currentuser").status()).isEqualTo(200);

      Ended declined = erase("no\n", person, company);
      assertThat(declined.status()).isEqualTo(1);
      assertThat(declined.printed())
          .contains("permanently erases", "with 1 sessions", "Type yes", "Nobody was erased");
      assertThat(erase("", person, company).status()).isEqualTo(1);
      assertThat(candidate.get("logins/currentuser").status()).isEqualTo(200);
      refusesWhoIsNotThere(company);
      assertThat(requests(server)).as("requests that are left").isZero();

      beside = erase("yes\n", person, company);
      assertThat(beside.status()).as(beside.printed()).isZero();
      assertThat(beside.printed()).contains("\"cause\":\"COMMAND_LINE\"", "Signature: ");
      assertThat(master.get("persons/" + person).status()).isEqualTo(404);
      assertThat(candidate.get("logins/currentuser").body())
          .as("what the server keeps in memory went, too")
          .isEqualTo("Invalid or expired token");
      assertThat(erase("", person, company, "--yes"))
          .isEqualTo(new Ended(1, "The company has no person " + person + ".\n"));
      assertThat(requests(server)).isZero();
    }
    refusesWhoIsNotThere(company);
    assertThat(erase("yes\n", other).status()).isEqualTo(2);
    Ended without = erase("", other, company, "--yes");
    assertThat(without.status()).as(without.printed()).isZero();
    assertThat(without.printed())
        .contains("\"cause\":\"COMMAND_LINE\"", "Signature: ")
        .doesNotContain("Type yes");
    assertThat(VerifyCommandRun.verify(System.out, folder)).isZero();
    try (ServerProcess server = ServerProcess.start(folder)) {
      Website master = server.master();
      assertThat(master.get("persons/" + other).status()).isEqualTo(404);
      JsonNode receipts = master.get("privacy/receipts").json();
      assertThat(receipts)
          .hasSize(2)
          .allMatch(receipt -> receipt.get("SignatureIsValid").asBoolean());
      for (Ended ended : List.of(beside, without)) {
        assertThat(receipts)
            .anyMatch(receipt -> ended.printed().contains(receipt.get("Document").asText()));
      }
    }
  }

  /** A wrong ID is told in one sentence. */
  private void refusesWhoIsNotThere(String company) throws Exception {
    String nobody = anyId();
    assertThat(erase("yes\n", nobody, company))
        .isEqualTo(new Ended(1, "The company has no person " + nobody + ".\n"));
    assertThat(erase("yes\n", nobody, "--company=" + nobody))
        .isEqualTo(new Ended(1, "There is no company " + nobody + ".\n"));
    assertThat(erase("", nobody, "--company=" + nobody, "--yes"))
        .isEqualTo(new Ended(1, "There is no company " + nobody + ".\n"));
  }

  private static long requests(ServerProcess server) throws IOException {
    return JdbcClient.create(server.database())
        .sql("select count(*) from work.job_request")
        .query(Long.class)
        .single();
  }

  @Test
  void a_request_that_is_taken_up_again_erases_once_and_an_old_one_is_forgotten() throws Exception {
    try (ServerProcess server = ServerProcess.start(folder)) {
      Website master = server.master();
      String person = anyId();
      String kept = anyId();
      save(master, "persons/" + person, Map.of("LastName", "Leaving"));
      save(master, "persons/" + kept, Map.of("LastName", "Staying"));
      JdbcClient database = JdbcClient.create(server.database());
      UUID request = request(database, master.company(), person, "0 minutes");
      String answer = awaitAnswer(database, request);
      assertThat(answer).contains("FINISHED", "COMMAND_LINE");
      // As when the server died between the erasure and its answer.
      database.sql("update work.job_request set job = null, answer = null, over = false").update();
      assertThat(awaitAnswer(database, request)).isEqualTo(answer);
      assertThat(master.get("privacy/receipts").json()).hasSize(1);
      // As when the asker went away before a server was there again.
      UUID old = request(database, master.company(), kept, "2 minutes");
      UUID later = request(database, master.company(), person, "0 minutes");
      assertThat(awaitAnswer(database, later)).contains("REFUSED", "The company has no person");
      assertThat(
              database
                  .sql("select count(*) from work.job_request where id = ?")
                  .param(old)
                  .query(Long.class)
                  .single())
          .isZero();
      assertThat(master.get("persons/" + kept).status()).isEqualTo(200);
    }
  }

  private static UUID request(JdbcClient database, String company, String person, String age) {
    UUID id = UUID.randomUUID();
    database
        .sql(
            """
            insert into work.job_request (id, kind, company, person, requested_at)
            values (?, 'ERASURE', ?::uuid, ?::uuid, now() - ?::interval)
            """)
        .params(id, company, person, age)
        .update();
    return id;
  }

  private static String awaitAnswer(JdbcClient database, UUID request) {
    return Awaitility.await("the server's answer")
        .until(
            () ->
                database
                    .sql("select coalesce(answer, '') from work.job_request where id = ? and over")
                    .param(request)
                    .query(String.class)
                    .optional()
                    .orElse(""),
            answer -> !answer.isEmpty());
  }
}
