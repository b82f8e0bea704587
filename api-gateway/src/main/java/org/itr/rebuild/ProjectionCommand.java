package org.itr.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import org.itr.application.CommandLine;
import org.itr.job.JobClient;
import org.itr.job.JobRequest;

/** Rebuilds or compares projections: {@code ./itr rebuild [name]} and {@code ./itr compare}. */
public final class ProjectionCommand {

  private static final int DONE = 0;
  private static final int SOMETHING_IS_WRONG = 1;
  private static final String REBUILD = "rebuild";

  private final PrintStream out;

  private ProjectionCommand(PrintStream out) {
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
  public static int run(PrintStream out, String... args) throws IOException, SQLException {
    boolean isRebuild = args[0].equals(REBUILD);
    String name =
        Arrays.stream(args).skip(1).filter(arg -> !arg.startsWith("--")).findFirst().orElse("");
    String[] settings =
        Arrays.stream(args).filter(arg -> arg.startsWith("--")).toArray(String[]::new);
    return JobClient.run(
        server -> new ProjectionCommand(out).ask(server, isRebuild, name), settings);
  }

  private int ask(JobClient server, boolean isRebuild, String name) throws SQLException {
    String kind = isRebuild ? ProjectionRequests.REBUILD : ProjectionRequests.COMPARISON;
    JsonNode end = server.ask(JobRequest.of(kind, name, null, null), this::tellProgress);
    return isRebuild ? tellRebuild(end) : tellComparison(end);
  }

  private void tellProgress(JsonNode answer) {
    out.printf(
        Locale.ROOT,
        "  %s: %,d of %,d events, %,d per second, %s s left%n",
        answer.get("Phase").asText().toLowerCase(Locale.ROOT),
        answer.get("Events").asLong(),
        answer.get("Total").asLong(),
        answer.get("EventsASecond").asLong(),
        answer.get("SecondsLeft").isNull() ? "?" : answer.get("SecondsLeft").asText());
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
