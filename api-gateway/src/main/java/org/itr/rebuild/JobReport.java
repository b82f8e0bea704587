package org.itr.rebuild;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.itr.http.WireWriter;
import org.itr.objecttype.Space;
import org.itr.view.ProjectionComparison.Difference;
import org.itr.view.ProjectionComparison.Value;
import org.itr.view.ProjectionRebuild.Failure;

/** Tells of a rebuild or a comparison as JSON. */
final class JobReport {

  /** The State where no job was started since the server was. */
  private static final String NONE = "NONE";

  private JobReport() {}

  /** How far a job is or how it ended. */
  static void write(WireWriter json, Optional<Job> job) throws IOException {
    json.startObject();
    job(json, job);
    json.endObject();
  }

  /** The same, and what a comparison has found. */
  static void writeComparison(WireWriter json, Optional<Job> job) throws IOException {
    json.startObject();
    job(json, job);
    json.name("Tables");
    json.startList();
    for (Map.Entry<String, Difference> table :
        job.map(Job::differences).orElse(Map.of()).entrySet()) {
      table(json, table.getKey(), table.getValue());
    }
    json.endList();
    json.endObject();
  }

  private static void job(WireWriter json, Optional<Job> job) throws IOException {
    Optional<Failure> failure = job.map(Job::failure);
    json.part("ID", job.map(Job::id).orElse(Space.MASTER.id()));
    json.part("Projection", job.map(Job::projection).orElse(""));
    json.part("State", job.map(Job::state).orElse(NONE));
    json.part("Phase", job.map(Job::phase).orElse(""));
    json.part("Events", job.map(Job::events).orElse(0L));
    json.part("Total", job.map(Job::total).orElse(0L));
    json.part("EventsASecond", job.map(Job::eventsASecond).orElse(0L));
    json.part("SecondsLeft", job.map(Job::secondsLeft).orElse(null));
    json.part("StartedAt", job.map(Job::startedAt).orElse(null));
    json.part("EndedAt", job.map(Job::endedAt).orElse(null));
    json.part("FailedEvent", failure.flatMap(Failure::event).orElse(null));
    json.part("Failure", failure.map(Failure::reason).orElse(""));
  }

  private static void table(WireWriter json, String table, Difference difference)
      throws IOException {
    json.startObject();
    json.part("Table", table);
    json.part("Missing", difference.missing());
    json.part("Surplus", difference.surplus());
    json.part("Changed", difference.changed());
    json.name("Differences");
    json.startList();
    for (Value value : difference.values()) {
      json.startObject();
      json.part("Kind", value.kind());
      json.part("Key", value.key());
      json.part("Column", value.column());
      json.part("Live", value.live());
      json.part("History", value.ofHistory());
      json.endObject();
    }
    json.endList();
    json.endObject();
  }
}
