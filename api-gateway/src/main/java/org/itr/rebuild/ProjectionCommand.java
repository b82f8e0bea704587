package org.itr.rebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.itr.application.CommandLine;
import org.itr.application.ItrApplication;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rebuilds or compares projections: {@code ./itr rebuild [name]} and {@code ./itr compare}. A
 * server that runs is asked to do it; where none runs, one is started for as long as it takes.
 */
public final class ProjectionCommand {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int DONE = 0;
  private static final int SOMETHING_IS_WRONG = 1;
  private static final String REBUILD = "rebuild";
  private static final long TOLD_EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final JdbcClient database;
  private final PrintStream out;

  private ProjectionCommand(DataSource database, PrintStream out) {
    this.database = JdbcClient.create(database);
    this.out = out;
  }

  /**
   * Ends with 0 when the new tables are in place or nothing differs, and with 1 otherwise.
   *
   * @param args {@code rebuild} or {@code compare}, the name of a projection to rebuild it alone,
   *     and settings
   */
  public static void main(String[] args) throws Exception {
    CommandLine.end(() -> run(System.out, args));
  }

  /** Does what the arguments say, prints to a stream, and answers the status to end with. */
  public static int run(PrintStream out, String... args) throws SQLException {
    boolean isRebuild = args[0].equals(REBUILD);
    String name =
        Arrays.stream(args).skip(1).filter(arg -> !arg.startsWith("--")).findFirst().orElse("");
    String[] settings =
        Arrays.stream(args).filter(arg -> arg.startsWith("--")).toArray(String[]::new);
    try (CommandLine command = CommandLine.start(settings)) {
      if (command.isServerRunning()) {
        return new ProjectionCommand(command.database(), out).ask(isRebuild, name);
      }
    }
    try (ConfigurableApplicationContext server = ItrApplication.startForCommand(settings)) {
      return new ProjectionCommand(server.getBean(DataSource.class), out).ask(isRebuild, name);
    }
  }

  private int ask(boolean isRebuild, String name) {
    UUID id = UUID.randomUUID();
    database
        .sql("insert into work.job_request (id, kind, projection) values (:id, :kind, :name)")
        .param("id", id)
        .param("kind", isRebuild ? "REBUILD" : "COMPARISON")
        .param("name", name)
        .update();
    try {
      JsonNode end = awaitEnd(id);
      return isRebuild ? tellRebuild(end) : tellComparison(end);
    } finally {
      database.sql("delete from work.job_request where id = :id").param("id", id).update();
    }
  }

  private JsonNode awaitEnd(UUID id) {
    long told = System.nanoTime();
    while (true) {
      JsonNode answer = answer(id);
      if (answer != null && !answer.get("State").asText().equals(Rebuilds.RUNNING)) {
        return answer;
      }
      if (answer != null && System.nanoTime() - told > TOLD_EVERY_NANOS) {
        told = System.nanoTime();
        out.printf(
            Locale.ROOT,
            "  %s: %,d of %,d events, %,d per second, %s s left%n",
            answer.get("Phase").asText().toLowerCase(Locale.ROOT),
            answer.get("Events").asLong(),
            answer.get("Total").asLong(),
            answer.get("EventsASecond").asLong(),
            answer.get("SecondsLeft").isNull() ? "?" : answer.get("SecondsLeft").asText());
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private @Nullable JsonNode answer(UUID id) {
    String text =
        database
            .sql("select coalesce(answer, '') from work.job_request where id = :id")
            .param("id", id)
            .query(String.class)
            .single();
    try {
      return text.isEmpty() ? null : MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The server's answer cannot be read", e);
    }
  }

  private int tellRebuild(JsonNode end) {
    if (!isFinished(end)) {
      return SOMETHING_IS_WRONG;
    }
    out.printf(
        Locale.ROOT,
        "%,d events applied (%,d per second); the new tables are in use.%n",
        end.get("Events").asLong(),
        end.get("EventsASecond").asLong());
    return DONE;
  }

  private boolean isFinished(JsonNode end) {
    boolean isFinished = end.get("State").asText().equals(Rebuilds.FINISHED);
    if (!isFinished) {
      out.println(end.get("State").asText() + ": " + end.path("Failure").asText());
    }
    return isFinished;
  }

  private int tellComparison(JsonNode end) {
    if (!isFinished(end)) {
      return SOMETHING_IS_WRONG;
    }
    boolean differs = false;
    for (JsonNode table : end.get("Tables")) {
      long missing = table.get("Missing").asLong();
      long surplus = table.get("Surplus").asLong();
      long changed = table.get("Changed").asLong();
      if (missing + surplus + changed > 0) {
        differs = true;
        out.printf(
            Locale.ROOT,
            "%s: %,d rows missing, %,d surplus, %,d changed%n",
            table.get("Table").asText(),
            missing,
            surplus,
            changed);
        table.get("Differences").forEach(this::tellDifference);
      }
    }
    if (differs) {
      return SOMETHING_IS_WRONG;
    }
    out.printf(
        Locale.ROOT,
        "The views match history, row by row (%,d events).%n",
        end.get("Events").asLong());
    return DONE;
  }

  private void tellDifference(JsonNode difference) {
    out.print("  " + difference.get("Kind").asText() + " " + difference.get("Key").asText());
    if (!difference.get("Column").asText().isEmpty()) {
      out.print(
          " "
              + difference.get("Column").asText()
              + ": "
              + difference.get("Live").asText()
              + ", in history "
              + difference.get("History").asText());
    }
    out.println();
  }
}
