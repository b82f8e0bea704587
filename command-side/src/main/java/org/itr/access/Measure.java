package org.itr.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the number of recorded refusals: about thirty per source and minute, the next one stating
 * how many were omitted.
 *
 * @param <K> identifies a source
 */
public final class Measure<K> {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int REFUSALS_A_MINUTE = 30;
  private static final int MOST_REMEMBERED = 50_000;

  /** What is left of a source's refusals to be told, and how many were not. */
  private record Budget(Bucket bucket, AtomicLong leftOut) {

    Budget(TimeMeter time) {
      this(
          Bucket.builder()
              .addLimit(
                  limit ->
                      limit.capacity(REFUSALS_A_MINUTE).refillGreedy(REFUSALS_A_MINUTE, MINUTE))
              .withCustomTimePrecision(time)
              .build(),
          new AtomicLong());
    }
  }

  private final TimeMeter time;
  private final Cache<K, Budget> budgets;

  /** A measure by the time of this machine. */
  public Measure() {
    this(TimeMeter.SYSTEM_NANOTIME);
  }

  Measure(TimeMeter time) {
    this.time = time;
    this.budgets =
        Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterAccess(MINUTE)
            .ticker(time::currentTimeNanos)
            .build();
  }

  /**
   * What is to be told of one more refusal: its fields, and how many before it were left out, if
   * any. Empty when this one is left out.
   */
  public Optional<Map<String, Object>> toTell(K source, Map<String, Object> fields) {
    Budget budget = budgets.get(source, key -> new Budget(time));
    if (!budget.bucket().tryConsume(1)) {
      budget.leftOut().incrementAndGet();
      return Optional.empty();
    }
    Map<String, Object> told = new LinkedHashMap<>(fields);
    long leftOut = budget.leftOut().getAndSet(0);
    if (leftOut > 0) {
      told.put("LeftOut", leftOut);
    }
    return Optional.of(told);
  }
}
