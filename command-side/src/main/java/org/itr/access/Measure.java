package org.itr.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Limits the number of recorded refusals to about thirty per source and minute. None is lost: the
 * next one that is recorded states how many were omitted before it, and when no more come, the last
 * omitted one is recorded after a minute, with their number.
 *
 * @param <K> identifies a source
 */
public final class Measure<K> implements AutoCloseable {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int REFUSALS_A_MINUTE = 30;
  private static final int MOST_REMEMBERED = 50_000;

  private final TimeMeter time;
  private final Cache<K, Budget> budgets;

  /** A measure by the time of this machine. */
  public Measure() {
    this(TimeMeter.SYSTEM_NANOTIME, ForkJoinPool.commonPool());
  }

  Measure(TimeMeter time, Executor executor) {
    this.time = time;
    this.budgets =
        Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterAccess(MINUTE)
            .ticker(time::currentTimeNanos)
            .scheduler(Scheduler.systemScheduler())
            .executor(executor)
            .<K, Budget>removalListener((source, budget, cause) -> budget.recordOmitted())
            .build();
  }

  /**
   * Records a refusal, or omits it for now.
   *
   * @param fields what is to be recorded of it
   * @param recorder takes the fields, and {@code LeftOut}, the number of those omitted before it,
   *     if any; called by another thread, later, for the last one omitted
   */
  public void record(K source, Map<String, Object> fields, Consumer<Map<String, Object>> recorder) {
    budgets.get(source, key -> new Budget(time)).record(new Refused(fields, recorder));
  }

  /** Records what was omitted and could not be stated yet. */
  @Override
  public void close() {
    budgets.asMap().values().forEach(Budget::recordOmitted);
  }

  private record Refused(Map<String, Object> fields, Consumer<Map<String, Object>> recorder) {

    private void record(long omittedBefore) {
      Map<String, Object> all = new LinkedHashMap<>(fields);
      if (omittedBefore > 0) {
        all.put("LeftOut", omittedBefore);
      }
      recorder.accept(all);
    }
  }

  /** How many refusals of a source can still be recorded, and what was omitted. */
  private static final class Budget {

    private final Bucket bucket;
    private @Nullable Refused lastOmitted;
    private long omitted;

    private Budget(TimeMeter time) {
      this.bucket =
          Bucket.builder()
              .addLimit(
                  limit ->
                      limit.capacity(REFUSALS_A_MINUTE).refillGreedy(REFUSALS_A_MINUTE, MINUTE))
              .withCustomTimePrecision(time)
              .build();
    }

    private void record(Refused refused) {
      long before;
      synchronized (this) {
        if (!bucket.tryConsume(1)) {
          omitted++;
          lastOmitted = refused;
          return;
        }
        before = omitted;
        omitted = 0;
        lastOmitted = null;
      }
      refused.record(before);
    }

    private void recordOmitted() {
      Refused last;
      long before;
      synchronized (this) {
        last = lastOmitted;
        before = omitted - 1;
        omitted = 0;
        lastOmitted = null;
      }
      if (last != null) {
        last.record(before);
      }
    }
  }
}
