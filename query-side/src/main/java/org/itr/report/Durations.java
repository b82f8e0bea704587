package org.itr.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
   * The median in minutes, estimated; null of nothing. In each bucket things are taken to lie
   * evenly around one middle, which is shifted so that all of them together take as long as they
   * did: of things in one bucket that took equally long it is exact. Of what took longer than all
   * buckets it is the end of the last one.
   */
  static @Nullable Double median(long seconds, long[] buckets) {
    long all = Arrays.stream(buckets).sum();
    if (all == 0) {
      return null;
    }
    double shift = shift(seconds / SECONDS_A_MINUTE, buckets);
    return (minutes((all - 1) / 2, shift, buckets) + minutes(all / 2, shift, buckets)) / 2;
  }

  /**
   * How far the middles are from those of the buckets, as a share of the way to their ends: from -1
   * to 1. What took longer than all buckets says nothing about the others.
   */
  private static double shift(double minutes, long[] buckets) {
    if (buckets[MINUTES.size()] > 0) {
      return 0;
    }
    double unshifted = 0;
    double most = 0;
    for (int i = 0; i < MINUTES.size(); i++) {
      unshifted += buckets[i] * (start(i) + MINUTES.get(i)) / 2;
      most += buckets[i] * (MINUTES.get(i) - start(i)) / 2;
    }
    return Math.max(-1, Math.min(1, (minutes - unshifted) / most));
  }

  /** About how long the thing of a rank took; the shortest has rank 0. */
  private static double minutes(long rank, double shift, long[] buckets) {
    long below = 0;
    for (int i = 0; i < MINUTES.size(); i++) {
      if (rank < below + buckets[i]) {
        double half = (MINUTES.get(i) - start(i)) / 2;
        double middle = start(i) + half * (1 + shift);
        double place = (rank - below + 0.5) / buckets[i];
        return middle + half * (1 - Math.abs(shift)) * (2 * place - 1);
      }
      below += buckets[i];
    }
    return MINUTES.get(MINUTES.size() - 1);
  }

  private static double start(int bucket) {
    return bucket == 0 ? 0 : MINUTES.get(bucket - 1);
  }
}
