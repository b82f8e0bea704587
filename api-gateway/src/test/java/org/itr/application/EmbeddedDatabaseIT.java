package org.itr.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.itr.support.PostgresProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which process is the database of a data folder. */
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
}
