package org.itr.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.itr.application.CommandLine;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.itr.person.Persons;
import org.itr.proof.VerifyCommandRun;
import org.itr.support.ServerProcess;
import org.itr.support.Website;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

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

  /** What the command does once it has the parts of the server, without starting them anew. */
  private static Ended asked(
      String typed, String person, Space space, ConfigurableApplicationContext parts)
      throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EraseCommand command =
        new EraseCommand(
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
    int status =
        command.erase(ObjectKey.of(Persons.TYPE, space, UUID.fromString(person)), true, parts);
    return new Ended(status, bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  void a_person_is_erased_while_no_server_runs_and_only_when_that_is_confirmed() throws Exception {
    String person = UUID.randomUUID().toString();
    String other = UUID.randomUUID().toString();
    String company;
    Space space;
    try (ServerProcess server = ServerProcess.start(folder)) {
      Website master = server.master();
      company = "--company=" + master.company();
      space = Space.parse(master.company());
      for (String leaving : List.of(person, other)) {
        assertThat(master.post("persons/" + leaving, Map.of("LastName", "Leaving")).status())
            .isEqualTo(200);
      }
      Ended refused = erase("yes\n", person, company, "--yes");
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.printed()).contains("The server is running");
      assertThat(master.get("persons/" + person).status()).isEqualTo(200);
    }
    try (CommandLine command = CommandLine.start("--ITR_DATA_DIR=" + folder);
        ConfigurableApplicationContext parts = command.startParts()) {
      assertThat(asked("no\n", person, space, parts).printed())
          .contains("Type yes", "Nobody was erased");
      assertThat(asked("", person, space, parts).status()).isEqualTo(1);
      assertThat(asked("yes\n", person, Space.of(UUID.randomUUID()), parts).printed())
          .contains("There is no company");
      assertThat(asked("yes\n", UUID.randomUUID().toString(), space, parts).printed())
          .contains("has no person");
      assertThat(asked("yes\n", other, space, parts).status()).isZero();
      assertThat(asked("yes\n", other, space, parts).printed()).contains("has no person");
    }
    assertThat(erase("yes\n", person).status()).isEqualTo(2);
    Ended done = erase("", person, company, "--yes");
    assertThat(done.status()).as(done.printed()).isZero();
    assertThat(done.printed())
        .contains("\"cause\":\"COMMAND_LINE\"", "Signature: ")
        .doesNotContain("Type yes");
    assertThat(VerifyCommandRun.verify(System.out, folder)).isZero();
    try (ServerProcess server = ServerProcess.start(folder)) {
      Website master = server.master();
      assertThat(master.get("persons/" + person).status()).isEqualTo(404);
      JsonNode receipts = master.get("privacy/receipts").json();
      assertThat(receipts)
          .hasSize(2)
          .allMatch(receipt -> receipt.get("SignatureIsValid").asBoolean())
          .anyMatch(receipt -> done.printed().contains(receipt.get("Document").asText()));
    }
  }
}
