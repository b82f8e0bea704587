package org.itr.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.itr.proof.VerifyCommandRun;
import org.itr.support.ServerProcess;
import org.itr.support.Website;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void a_person_is_erased_while_no_server_runs_and_only_when_that_is_confirmed() throws Exception {
    String person = UUID.randomUUID().toString();
    String company;
    try (ServerProcess server = ServerProcess.start(folder)) {
      Website master = server.master();
      company = "--company=" + master.company();
      assertThat(master.post("persons/" + person, Map.of("LastName", "Leaving")).status())
          .isEqualTo(200);
      Ended refused = erase("yes\n", person, company, "--yes");
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.printed()).contains("The server is running");
      assertThat(master.get("persons/" + person).status()).isEqualTo(200);
    }
    assertThat(erase("no\n", person, company).printed()).contains("Type yes", "Nobody was erased");
    assertThat(erase("", person, company).status()).isEqualTo(1);
    assertThat(erase("yes\n", person, "--company=" + UUID.randomUUID()).printed())
        .contains("There is no company");
    assertThat(erase("yes\n", UUID.randomUUID().toString(), company).printed())
        .contains("has no person");
    assertThat(erase("yes\n", person).status()).isEqualTo(2);
    Ended done = erase("yes\n", person, company);
    assertThat(done.status()).as(done.printed()).isZero();
    assertThat(done.printed()).contains("\"cause\":\"COMMAND_LINE\"", "Signature: ");
    assertThat(erase("", person, company, "--yes").printed()).contains("has no person");
    assertThat(VerifyCommandRun.verify(System.out, folder)).isZero();
    try (ServerProcess server = ServerProcess.start(folder)) {
      Website master = server.master();
      assertThat(master.get("persons/" + person).status()).isEqualTo(404);
      JsonNode receipts = master.get("privacy/receipts").json();
      assertThat(receipts).hasSize(1);
      assertThat(receipts.get(0).get("SignatureIsValid").asBoolean()).isTrue();
      assertThat(done.printed()).contains(receipts.get(0).get("Document").asText());
    }
  }
}
