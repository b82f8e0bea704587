package org.itr.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long things took, as reports keep it: how many are timed, the sum of their seconds, and how
 * many took less than so many minutes. An average and, to the width of a bucket, a median can be
 * made of it, whatever is added together.
 */
final class Durations {

  /** Where the buckets end, in minutes. */
  private static final List<Integer> MINUTES =
      List.of(5, 10, 15, 20, 30, 45, 60, 75, 90, 120, 150, 180, 240, 360, 480);

  private static final double SECONDS_A_MINUTE = 60;

  /** The columns of the buckets. */
  static final List<String> BUCKETS = buckets();

  /** The columns of it all. */
  static final List<String> COLUMNS = columns();

  private Durations() {}

  private static List<String> buckets() {
    List<String> names = new ArrayList<>();
    MINUTES.forEach(minutes -> names.add("under_" + minutes));
    names.add("longer");
    return List.copyOf(names);
  }

  private static List<String> columns() {
    List<String> names = new ArrayList<>(List.of("timed", "seconds"));
    names.addAll(BUCKETS);
    return List.copyOf(names);
  }

  /** The ends of the buckets as an SQL array of seconds. */
  static String sqlBounds() {
    return "array"
        + MINUTES.stream().map(minutes -> minutes * (long) SECONDS_A_MINUTE).toList()
        + "::bigint[]";
  }

  /** How many seconds lie between two moments; null where one was never set, or they cross. */
  static @Nullable Long seconds(Instant start, Instant end) {
    return Months.isSet(start) && !end.isBefore(start)
        ? Long.valueOf(end.getEpochSecond() - start.getEpochSecond())
        : null;
  }

  /** The numbers of one thing, in the order of the columns. */
  static List<Long> of(@Nullable Long seconds) {
    List<Long> numbers = new ArrayList<>(Collections.nCopies(COLUMNS.size(), 0L));
    if (seconds != null) {
      numbers.set(0, 1L);
      numbers.set(1, seconds);
      int bucket = 0;
      while (bucket < MINUTES.size()
          && seconds >= Duration.ofMinutes(MINUTES.get(bucket)).toSeconds()) {
        bucket++;
      }
      numbers.set(2 + bucket, 1L);
    }
    return numbers;
  }

  /** The average in minutes; null of nothing. */
  static @Nullable Double average(long timed, long seconds) {
    return timed == 0 ? null : Double.valueOf(seconds / SECONDS_A_MINUTE / timed);
  }

  /**
   * The median in minutes, as if things lay evenly in the bucket that it falls into; null of
   * nothing. Of what took longer than all buckets it is the end of the last one.
   */
  static @Nullable Double median(long[] buckets) {
    long all = 0;
    for (long count : buckets) {
      all += count;
    }
    if (all == 0) {
      return null;
    }
    double half = all / 2.0;
    double below = 0;
    for (int i = 0; i < MINUTES.size(); i++) {
      if (below + buckets[i] >= half && buckets[i] > 0) {
        double start = i == 0 ? 0 : MINUTES.get(i - 1);
        return start + (MINUTES.get(i) - start) * (half - below) / buckets[i];
      }
      below += buckets[i];
    }
    return (double) MINUTES.get(MINUTES.size() - 1);
  }
}
