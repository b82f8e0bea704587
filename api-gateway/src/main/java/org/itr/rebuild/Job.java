package org.itr.rebuild;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.itr.view.ProjectionComparison.Difference;
import org.itr.view.ProjectionRebuild.Failure;
import org.jspecify.annotations.Nullable;

/** A rebuild or a comparison, under way or over. */
final class Job {

  /** Thrown where a job looks whether it is to go on. */
  static final class Stopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Stopped() {
      super("Cancelled on request", null, false, false);
    }
  }

  private final UUID id;
  private final String projection;
  private final Instant startedAt;
  private final long started = System.nanoTime();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile String state = Rebuilds.RUNNING;
  private volatile String phase = "FOLDING";
  private volatile long events;
  private volatile long total;
  private volatile long ended;
  private volatile @Nullable Instant endedAt;
  private volatile @Nullable Failure failure;
  private volatile Map<String, Difference> differences = Map.of();
  private volatile @Nullable Map<String, String> stoppedBy;

  Job(UUID id, String projection, Instant startedAt) {
    this.id = id;
    this.projection = projection;
    this.startedAt = startedAt;
  }

  /** Notes how far it is. */
  void reach(Enum<?> newPhase, long newEvents, long newTotal) {
    if (stoppedBy != null) {
      throw new Stopped();
    }
    phase = newPhase.name();
    events = newEvents;
    total = newTotal;
  }

  /** Asks it to stop; it does when it next tells how far it is. */
  void stop(Map<String, String> metaData) {
    stoppedBy = metaData;
  }

  /** Who asked it to stop. */
  @Nullable Map<String, String> stoppedBy() {
    return stoppedBy;
  }

  void keep(Map<String, Difference> found) {
    differences = found;
  }

  void end(String how, Instant at, @Nullable Failure why) {
    ended = System.nanoTime();
    failure = why;
    endedAt = at;
    state = how;
    end.countDown();
  }

  /** Waits until it has ended; false when that takes longer. */
  boolean awaitEnd(long seconds) {
    try {
      return end.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  boolean isRunning() {
    return state.equals(Rebuilds.RUNNING);
  }

  UUID id() {
    return id;
  }

  String projection() {
    return projection;
  }

  Instant startedAt() {
    return startedAt;
  }

  String state() {
    return state;
  }

  String phase() {
    return phase;
  }

  long events() {
    return events;
  }

  long total() {
    return total;
  }

  @Nullable Instant endedAt() {
    return endedAt;
  }

  @Nullable Failure failure() {
    return failure;
  }

  Map<String, Difference> differences() {
    return differences;
  }

  /** How many events it has folded a second so far. */
  long eventsASecond() {
    long nanos = (isRunning() ? System.nanoTime() : ended) - started;
    return (long) (events / Math.max(1e-3, nanos / (double) TimeUnit.SECONDS.toNanos(1)));
  }

  /** How many seconds folding the rest will take; null while nobody can say. */
  @Nullable Long secondsLeft() {
    long rate = eventsASecond();
    if (!isRunning()) {
      return 0L;
    }
    return rate == 0 ? null : Math.max(0, total - events) / rate;
  }
}
