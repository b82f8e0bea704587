package org.itr.rebuild;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.itr.http.Answer;
import org.itr.http.Caller;
import org.itr.http.WireWriter;
import org.itr.objecttype.ListRequest;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.view.ProjectionCatalogue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Shows projections to those who manage the server, rebuilds them and compares them. */
@Controller
class ProjectionController {

  private static final String LIVE = "LIVE";
  private static final String REBUILDING = "REBUILDING";

  private final ProjectionCatalogue catalogue;
  private final ProjectionJobs jobs;
  private final Views views;

  ProjectionController(ProjectionCatalogue catalogue, ProjectionJobs jobs, Views views) {
    this.catalogue = catalogue;
    this.jobs = jobs;
    this.views = views;
  }

  @GetMapping("/api/projections")
  Answer list() {
    List<ProjectionCatalogue.Entry> entries = catalogue.entries();
    List<Rebuilt> rebuilds = rebuilds();
    Optional<Job> running = jobs.lastRebuild().filter(Job::isRunning);
    return Answer.json(
        json -> {
          json.startList();
          for (ProjectionCatalogue.Entry entry : entries) {
            show(json, entry, rebuilds, running.filter(job -> isOf(job.projection(), entry)));
          }
          json.endList();
        });
  }

  private static boolean isOf(String projection, ProjectionCatalogue.Entry entry) {
    return projection.isEmpty() || projection.equals(entry.name());
  }

  private static void show(
      WireWriter json,
      ProjectionCatalogue.Entry entry,
      List<Rebuilt> rebuilds,
      Optional<Job> running)
      throws IOException {
    List<Rebuilt> own =
        rebuilds.stream().filter(rebuilt -> isOf(rebuilt.projection, entry)).toList();
    List<Rebuilt> finished =
        own.stream().filter(rebuilt -> rebuilt.state.equals(Rebuilds.FINISHED)).toList();
    Optional<Rebuilt> failed =
        own.stream().filter(rebuilt -> rebuilt.state.equals(Rebuilds.FAILED)).findFirst();
    boolean isLiveFailureNewer =
        entry.failedAt() != null
            && failed.map(rebuilt -> rebuilt.at.isBefore(entry.failedAt())).orElse(true);
    json.startObject();
    json.part("Name", entry.name());
    json.name("Tables");
    json.texts(entry.tables());
    json.part("Position", entry.position());
    json.part("Lag", 0);
    json.part("Rows", entry.rows());
    json.part("Bytes", entry.bytes());
    // The first tables are those of the first start.
    json.part("Version", finished.size() + 1);
    json.part("State", running.isPresent() ? REBUILDING : LIVE);
    json.part("LastRebuild", finished.isEmpty() ? null : finished.get(0).at);
    json.part(
        "LastError",
        isLiveFailureNewer ? entry.failure() : failed.map(Rebuilt::failure).orElse(null));
    json.part(
        "LastErrorAt",
        isLiveFailureNewer ? entry.failedAt() : failed.map(Rebuilt::at).orElse(null));
    json.part(
        "LastErrorEvent",
        isLiveFailureNewer ? entry.failedEvent() : failed.map(Rebuilt::event).orElse(null));
    json.endObject();
  }

  /** A rebuild that has ended. */
  private record Rebuilt(
      String projection, String state, Instant at, @Nullable UUID event, String failure) {

    static Rebuilt of(Row row) {
      UUID event = row.uuid("FailedEvent");
      return new Rebuilt(
          row.text("Projection"),
          row.text("State"),
          row.moment("EndedAt"),
          event.equals(Space.MASTER.id()) ? null : event,
          row.text("Failure"));
    }
  }

  /** Those that have ended, the last one first. */
  private List<Rebuilt> rebuilds() {
    List<Rebuilt> rebuilds = new ArrayList<>();
    views.list(
        ListRequest.everything(Rebuilds.TYPE, Space.MASTER, null),
        row -> rebuilds.add(Rebuilt.of(row)));
    rebuilds.removeIf(rebuilt -> rebuilt.state.equals(Rebuilds.RUNNING));
    rebuilds.sort(Comparator.comparing(Rebuilt::at).reversed());
    return rebuilds;
  }

  @PostMapping("/api/projections/rebuild")
  Answer rebuildAll(Caller caller) {
    return shown(Optional.of(jobs.startRebuild("", caller.metaData())));
  }

  @PostMapping("/api/projections/{name}/rebuild")
  Answer rebuild(@PathVariable String name, Caller caller) {
    return shown(Optional.of(jobs.startRebuild(name, caller.metaData())));
  }

  @GetMapping("/api/projections/rebuild")
  Answer progress() {
    return shown(jobs.lastRebuild());
  }

  /** Answers when nothing is left of the rebuild. */
  @DeleteMapping("/api/projections/rebuild")
  Answer cancel(Caller caller) {
    jobs.stopRebuild(caller.metaData());
    return Answer.OK;
  }

  @PostMapping("/api/projections/comparison")
  Answer compare() {
    return shown(Optional.of(jobs.startComparison()));
  }

  @GetMapping("/api/projections/comparison")
  Answer comparison() {
    return Answer.json(json -> JobReport.writeComparison(json, jobs.lastComparison()));
  }

  /** Answers when nothing is left of the comparison. */
  @DeleteMapping("/api/projections/comparison")
  Answer cancelComparison(Caller caller) {
    jobs.stopComparison(caller.metaData());
    return Answer.OK;
  }

  private static Answer shown(Optional<Job> job) {
    return Answer.json(json -> JobReport.write(json, job));
  }
}
