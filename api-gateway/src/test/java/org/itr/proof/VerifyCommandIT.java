package org.itr.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.itr.support.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandIT {

  @TempDir Path folder;

  @Test
  void history_is_verified_beside_a_running_server_and_after_it_has_ended() throws Exception {
    try (ServerProcess server = ServerProcess.start(folder)) {
      assertThat(verify()).contains("History is intact");
      assertThat(newKey(1)).contains("The server is running");
    }
    try (ServerProcess again = ServerProcess.start(folder)) {
      again.master();
    }
    Path heads = folder.resolve("seals").resolve("heads.jsonl");
    // An orderly end leaves nothing without a seal.
    assertThat(verify())
        .contains("History is intact", "up to event", "sealed at")
        .doesNotContain(" 0 of them in", "not sealed yet");
    List<String> lines = Files.readAllLines(heads);
    Files.writeString(
        heads, "{\"seal\":99,\"last\":\"9/9\",\"hash\":\"00\",\"sealedAt\":\"today\"}\n");
    assertThat(verify()).contains("CUT_OFF at seal 99");
    Files.writeString(heads, "");
    assertThat(verify()).contains("HEAD_MISSING at seal 1");
    Files.write(heads, lines);
    Files.delete(folder.resolve("keys").resolve("seal.key"));
    assertThat(newKey(0)).contains("seal.key.pub");
    ServerProcess.start(folder).close();
    assertThat(verify()).contains("History is intact");
  }

  private String newKey(int status) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    assertThat(NewSealKeyCommand.run(out, "--ITR_DATA_DIR=" + folder)).isEqualTo(status);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private String verify() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int status = VerifyCommand.run(out, "--ITR_DATA_DIR=" + folder);
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertThat(status).as(text).isEqualTo(text.contains("History is intact") ? 0 : 1);
    return text;
  }
}
