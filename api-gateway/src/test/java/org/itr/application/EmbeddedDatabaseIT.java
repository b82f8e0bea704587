package org.itr.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.itr.support.PostgresProgram;
import org.itr.support.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which process is the database of a data folder, and what becomes of one that is left behind. */
class EmbeddedDatabaseIT {

  @TempDir private Path folder;

  @Test
  void another_database_that_was_given_the_id_of_one_that_is_gone_is_not_taken_for_it()
      throws Exception {
    Path others = folder.resolve("others");
    PostgresProgram.shareWith(others);
    Path ours = folder.resolve("ours");
    Path files = Files.createDirectories(ours.resolve("postgres").resolve("data"));
    try (EmbeddedDatabase database = EmbeddedDatabase.start(others)) {
      Path pidFile = others.resolve("postgres").resolve("data").resolve("postmaster.pid");
      Files.copy(pidFile, files.resolve("postmaster.pid"));
      assertThat(EmbeddedDatabase.process(pidFile.getParent())).isPresent();
      assertThat(EmbeddedDatabase.process(files)).isEmpty();
      assertThat(EmbeddedDatabase.running(others)).isPresent();
      assertThat(EmbeddedDatabase.running(ours)).isEmpty();
      Path link = Files.createSymbolicLink(folder.resolve("link"), others);
      assertThat(EmbeddedDatabase.running(link)).as("by another name").isPresent();
      try (Connection connection =
          DriverManager.getConnection(database.url(), database.user(), database.password())) {
        assertThat(connection.isValid(5)).isTrue();
      }
    }
    assertThat(EmbeddedDatabase.running(others)).as("stopped").isEmpty();
  }

  @Test
  void a_database_left_behind_by_a_killed_server_is_stopped_though_a_statement_runs_in_it()
      throws Exception {
    try (ServerProcess server = ServerProcess.start(folder);
        Connection connection = server.database().getConnection();
        Statement statement = connection.createStatement()) {
      CompletableFuture<Boolean> sleep =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return statement.execute("select pg_sleep(600)");
                } catch (SQLException e) {
                  throw new CompletionException(e);
                }
              });
      JdbcClient database = JdbcClient.create(server.database());
      Awaitility.await("the statement")
          .until(
              () ->
                  database
                      .sql(
                          "select exists (select from pg_stat_activity where wait_event = 'PgSleep')")
                      .query(Boolean.class)
                      .single());

      server.killAndRestart();

      assertThat(sleep)
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableThat()
          .havingCause()
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> assertThat(e.getSQLState()).as("told by the database").isEqualTo("57P01"));
    }
  }
}
