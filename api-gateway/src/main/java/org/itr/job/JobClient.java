package org.itr.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.itr.application.CommandLine;
import org.itr.application.ItrApplication;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks the server for a command of the shell. A server that runs is asked to do it; where none
 * runs, one is started for as long as it takes.
 */
public final class JobClient {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long LOOKED_EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final JdbcClient database;
  private final @Nullable CommandLine beside;

  /**
   * A client of a server.
   *
   * @param beside by what it is seen whether the server still runs; null for one in this process
   */
  private JobClient(DataSource database, @Nullable CommandLine beside) {
    this.database = JdbcClient.create(database);
    this.beside = beside;
  }

  /** What a command does with a server. */
  @FunctionalInterface
  public interface Command {

    /** Asks, prints what it is told, and answers the status to end with. */
    int run(JobClient server) throws IOException, SQLException;
  }

  /**
   * Runs a command beside the server, or with one of its own.
   *
   * @param settings arguments of the form {@code --NAME=value}
   */
  public static int run(Command command, String... settings) throws IOException, SQLException {
    try (CommandLine line = CommandLine.start(settings)) {
      if (line.isServerRunning()) {
        return command.run(new JobClient(line.database(), line));
      }
    }
    try (ConfigurableApplicationContext server = ItrApplication.startForCommand(settings)) {
      return command.run(new JobClient(server.getBean(DataSource.class), null));
    }
  }

  /**
   * Asks for something, waits until it is over, and answers how it ended.
   *
   * @param progress is told every other second how far it is
   * @throws IllegalStateException when the server ends before it answers, or does not take it up
   */
  public JsonNode ask(JobRequest request, Consumer<JsonNode> progress) throws SQLException {
    database
        .sql(
            """
            insert into work.job_request (id, kind, projection, company, person)
            values (:id, :kind, :projection, :company, :person)
            """)
        .param("id", request.id())
        .param("kind", request.kind())
        .param("projection", request.projection())
        .param("company", request.company())
        .param("person", request.person())
        .update();
    try {
      return awaitEnd(request.id(), progress);
    } catch (DataAccessResourceFailureException e) {
      // An embedded database ends with its server.
      throw serverEnded();
    }
  }

  private JsonNode awaitEnd(UUID id, Consumer<JsonNode> progress) throws SQLException {
    long looked = System.nanoTime();
    try {
      while (true) {
        Reply reply = reply(id);
        if (reply.over) {
          return read(reply.answer);
        }
        if (System.nanoTime() - looked > LOOKED_EVERY_NANOS) {
          looked = System.nanoTime();
          if (beside != null && !beside.isServerRunning()) {
            throw serverEnded();
          }
          if (reply.answer != null) {
            progress.accept(read(reply.answer));
          }
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } finally {
      database.sql("delete from work.job_request where id = :id").param("id", id).update();
    }
  }

  /** What the server has written so far. */
  private record Reply(@Nullable String answer, boolean over) {}

  private Reply reply(UUID id) {
    return database
        .sql("select answer, over from work.job_request where id = :id")
        .param("id", id)
        .query(Reply.class)
        .optional()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The server did not take it up within a minute; ask again"));
  }

  private static JsonNode read(@Nullable String answer) {
    try {
      return MAPPER.readTree(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The server's answer cannot be read", e);
    }
  }

  private static IllegalStateException serverEnded() {
    return new IllegalStateException(
        "The server ended before it said whether that was done; look once it runs again");
  }
}
