package org.itr.rebuild;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.itr.event.Actors;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.rebuild.RebuildCommand.CancelRebuild;
import org.itr.rebuild.RebuildCommand.FailRebuild;
import org.itr.rebuild.RebuildCommand.FinishRebuild;
import org.itr.rebuild.RebuildCommand.StartRebuild;
import org.itr.store.CommandSender;
import org.itr.view.Projection;
import org.itr.view.ProjectionComparison;
import org.itr.view.ProjectionRebuild;
import org.itr.view.ProjectionRebuild.Failure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Rebuilds and compares projections in the background, one job at a time. The start and the end of
 * a rebuild are events.
 */
@Component
class ProjectionJobs implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(ProjectionJobs.class);
  private static final long SECONDS_TO_STOP = 30;
  private static final int ROWS_NAMED = 100;

  /** In whose name is done what nobody asks for who is logged in. */
  static final Map<String, String> SERVER = Actors.system(Space.MASTER);

  private static final Failure SERVER_ENDED =
      new Failure(Optional.empty(), "The server stopped during the rebuild");

  private final ProjectionRebuild rebuild;
  private final ProjectionComparison comparison;
  private final CommandSender commands;
  private final Views views;
  private final Clock clock;
  private @Nullable Job lastRebuild;
  private @Nullable Job lastComparison;
  private volatile boolean ending;

  ProjectionJobs(
      ProjectionRebuild rebuild,
      ProjectionComparison comparison,
      CommandSender commands,
      Views views,
      Clock clock) {
    this.rebuild = rebuild;
    this.comparison = comparison;
    this.commands = commands;
    this.views = views;
    this.clock = clock;
  }

  /** Cleans up after a server that died in the middle of a job. */
  @EventListener(ApplicationReadyEvent.class)
  synchronized void cleanUp() {
    rebuild.discardLeftOver();
    endLeftOver();
  }

  /** A rebuild that is under way by its events, and of which nobody here knows, has ended. */
  private void endLeftOver() {
    views
        .findBy(Rebuilds.TYPE, Space.MASTER, "State", Rebuilds.RUNNING)
        .forEach(row -> fail(Rebuilds.keyOf(row.uuid("ID")), SERVER_ENDED, SERVER));
  }

  /**
   * Begins to rebuild a projection, or all of them.
   *
   * @param projection its name; empty for all
   * @throws Refusal NOT_FOUND without such a projection, CONFLICT while a job is under way
   */
  synchronized Job startRebuild(String projection, Map<String, String> metaData) {
    List<Projection> wanted = projections(projection);
    requireNoJob();
    endLeftOver();
    Job job = new Job(UUID.randomUUID(), projection, now());
    commands.send(
        new StartRebuild(Rebuilds.keyOf(job.id()), projection, job.startedAt()), metaData);
    lastRebuild = job;
    inBackground("rebuild", () -> rebuild(job, wanted, metaData));
    return job;
  }

  /**
   * Begins to compare all projections with history.
   *
   * @throws Refusal CONFLICT while a job is under way
   */
  synchronized Job startComparison() {
    requireNoJob();
    Job job = new Job(UUID.randomUUID(), "", now());
    lastComparison = job;
    inBackground("comparison", () -> compare(job));
    return job;
  }

  private List<Projection> projections(String name) {
    List<Projection> wanted =
        rebuild.projections().stream()
            .filter(projection -> name.isEmpty() || projection.name().equals(name))
            .toList();
    if (wanted.isEmpty()) {
      throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no projection with that name");
    }
    return wanted;
  }

  private void requireNoJob() {
    if (isRunning(lastRebuild) || isRunning(lastComparison)) {
      throw new Refusal(
          Refusal.Reason.CONFLICT,
          "A rebuild or a comparison is in progress; please try again later");
    }
  }

  private static boolean isRunning(@Nullable Job job) {
    return job != null && job.isRunning();
  }

  private static void inBackground(String name, Runnable job) {
    Thread thread = new Thread(job, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void rebuild(Job job, List<Projection> wanted, Map<String, String> metaData) {
    ObjectKey key = Rebuilds.keyOf(job.id());
    try {
      long events =
          rebuild.rebuild(
              wanted, progress -> job.reach(progress.phase(), progress.events(), progress.total()));
      commands.send(new FinishRebuild(key, events, now()), metaData);
      job.end(Rebuilds.FINISHED, now(), null);
    } catch (Job.Stopped e) {
      stopped(job, key);
    } catch (RuntimeException e) {
      LOG.warn("The rebuild of projections failed", e);
      Failure failure = Failure.of(e);
      fail(key, failure, metaData);
      job.end(Rebuilds.FAILED, now(), failure);
    }
  }

  private void stopped(Job job, ObjectKey key) {
    if (ending) {
      fail(key, SERVER_ENDED, SERVER);
      job.end(Rebuilds.FAILED, now(), SERVER_ENDED);
    } else {
      tell(() -> commands.send(new CancelRebuild(key, now()), job.stoppedBy()));
      job.end(Rebuilds.CANCELLED, now(), null);
    }
  }

  private void fail(ObjectKey key, Failure failure, Map<String, String> metaData) {
    UUID event = failure.event().orElse(null);
    tell(() -> commands.send(new FailRebuild(key, event, failure.reason(), now()), metaData));
  }

  /** What cannot be told now is told before the next rebuild, or when the server starts again. */
  private static void tell(Runnable end) {
    try {
      end.run();
    } catch (RuntimeException e) {
      LOG.warn("The result of the rebuild cannot be recorded now", e);
    }
  }

  private void compare(Job job) {
    try {
      job.keep(
          comparison.compare(
              rebuild.projections(),
              ROWS_NAMED,
              progress -> job.reach(progress.phase(), progress.events(), progress.total())));
      job.end(Rebuilds.FINISHED, now(), null);
    } catch (Job.Stopped e) {
      job.end(Rebuilds.CANCELLED, now(), null);
    } catch (RuntimeException e) {
      LOG.warn("The comparison of projections failed", e);
      job.end(Rebuilds.FAILED, now(), Failure.of(e));
    }
  }

  /** The rebuild that is under way, or else the last one since the server started. */
  synchronized Optional<Job> lastRebuild() {
    return Optional.ofNullable(lastRebuild);
  }

  /** The comparison that is under way, or else the last one since the server started. */
  synchronized Optional<Job> lastComparison() {
    return Optional.ofNullable(lastComparison);
  }

  /**
   * Stops the rebuild that is under way, and waits until nothing is left of it.
   *
   * @throws Refusal NOT_FOUND when none is under way
   */
  void stopRebuild(Map<String, String> metaData) {
    stop(lastRebuild(), "rebuild", metaData);
  }

  /**
   * Stops the comparison that is under way, and waits until nothing is left of it.
   *
   * @throws Refusal NOT_FOUND when none is under way
   */
  void stopComparison(Map<String, String> metaData) {
    stop(lastComparison(), "comparison", metaData);
  }

  private static void stop(Optional<Job> last, String what, Map<String, String> metaData) {
    Job job =
        last.filter(Job::isRunning)
            .orElseThrow(
                () -> new Refusal(Refusal.Reason.NOT_FOUND, "No " + what + " is in progress"));
    job.stop(metaData);
    job.awaitEnd(SECONDS_TO_STOP);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public void destroy() {
    ending = true;
    List<Job> running = new ArrayList<>();
    Consumer<Job> stop =
        job -> {
          job.stop(SERVER);
          running.add(job);
        };
    lastRebuild().filter(Job::isRunning).ifPresent(stop);
    lastComparison().filter(Job::isRunning).ifPresent(stop);
    running.forEach(job -> job.awaitEnd(SECONDS_TO_STOP));
  }
}
