package org.itr.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.itr.support.Ports;
import org.itr.support.PostgresProgram;
import org.itr.support.ServerProcess;
import org.itr.support.ServerProcess.Ended;
import org.itr.support.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that cannot start says why in a sentence, and ends with a status that tells so. */
class StartRefusedIT {

  @TempDir private Path folder;

  private String data(String name) {
    return "--ITR_DATA_DIR=" + folder.resolve(name);
  }

  private static void assertEnded(Ended ended, String... parts) {
    assertThat(ended.status()).as(ended.printed()).isEqualTo(2);
    assertThat(ended.printed())
        .contains(parts)
        .doesNotContain("Exception", "\tat ", "WARN", "ERROR");
    assertThat(ended.printed().lines().reduce((before, last) -> last).orElseThrow())
        .as("the last line")
        .contains(parts);
  }

  @Test
  void a_setting_that_is_none_or_makes_no_sense_is_told() throws Exception {
    Ended ended = ServerProcess.startInVain(data("none"), "--ITR_PROT=1");
    assertEnded(ended, "Unknown setting ITR_PROT (ITR_PORT?)");
    assertThat(ended.printed().lines()).hasSize(1);
    assertEnded(
        ServerProcess.startInVain(data("none"), "--ITR_CONFIG_FILE=" + folder.resolve("none")),
        "ITR_CONFIG_FILE names");
    Ended noNumber = ServerProcess.startInVain(data("none"), "--ITR_SMTP_SECONDS=a minute");
    assertEnded(noNumber, "ITR_SMTP_SECONDS must be a whole number from 0 to", "not a minute");
    assertThat(noNumber.printed().lines()).hasSize(1);
    assertThat(folder.resolve("none")).doesNotExist();
    PostgresProgram.shareWith(folder.resolve("data"));
    assertEnded(
        ServerProcess.startInVain(
            data("data"), "--ITR_PORT=0", "--ITR_MANAGEMENT_PORT=0", "--ENABLE_CORS=maybe"),
        "ENABLE_CORS must be Y or N, not maybe");
  }

  @Test
  void a_second_server_on_the_same_data_is_refused() throws Exception {
    try (ServerProcess first = ServerProcess.start(folder.resolve("data"))) {
      assertEnded(
          ServerProcess.startInVain(
              data("data"), "--ITR_LOG_DIR=" + folder.resolve("logs"), "--ITR_PORT=0"),
          "Another ITR server is using the data folder");
      assertThat(first.master().get("persons").status()).isEqualTo(200);
    }
  }

  @Test
  void the_embedded_database_listens_where_it_is_told_to_or_says_why_not() throws Exception {
    Path data = folder.resolve("data");
    PostgresProgram.shareWith(data);
    int port = Ports.free();
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(taken.isBound()).isTrue();
      assertEnded(
          ServerProcess.startInVain(data("data"), "--ITR_EMBEDDED_PORT=" + port),
          "The port " + port + " is in use",
          "ITR_EMBEDDED_PORT");
    }
    try (ServerProcess server = ServerProcess.start(data, "--ITR_EMBEDDED_PORT=" + port);
        Connection tool =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "postgres",
                Files.readString(data.resolve("postgres").resolve("owner.password")).strip())) {
      assertThat(tool.createStatement().executeQuery("select from reporting.groups").next())
          .isFalse();
      assertThat(server.master().get("persons").status()).isEqualTo(200);
    }
  }

  @Test
  void a_port_that_another_program_has_is_named() throws Exception {
    PostgresProgram.shareWith(folder.resolve("data"));
    try (ServerSocket taken = new ServerSocket(0)) {
      assertEnded(
          ServerProcess.startInVain(
              data("data"), "--ITR_PORT=" + taken.getLocalPort(), "--ITR_MANAGEMENT_PORT=0"),
          "Another program is using port " + taken.getLocalPort(),
          "ITR_PORT");
    }
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEnded(
          ServerProcess.startInVain(
              data("data"), "--ITR_PORT=0", "--ITR_MANAGEMENT_PORT=" + taken.getLocalPort()),
          "Another program is using port " + taken.getLocalPort(),
          "ITR_MANAGEMENT_PORT");
    }
  }

  @Test
  void a_database_that_cannot_be_used_is_told_with_the_settings_to_look_at() throws Exception {
    try (TestDatabase database = TestDatabase.create()) {
      assertEnded(
          ServerProcess.startInVain(
              data("data"),
              "--ITR_DB_URL=" + database.url(),
              "--ITR_DB_USER=" + database.owner().getUser(),
              "--ITR_DB_PASSWORD=guessed"),
          "The database rejects the login (ITR_DB_USER, ITR_DB_PASSWORD)");
    }
    assertEnded(
        ServerProcess.startInVain(
            data("data"),
            "--ITR_DB_URL=jdbc:postgresql://127.0.0.1:1/itr",
            "--ITR_DB_USER=itr",
            "--ITR_DB_PASSWORD=guessed"),
        "The database cannot be reached (ITR_DB_URL)");
  }
}
