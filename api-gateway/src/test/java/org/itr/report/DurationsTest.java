package org.itr.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DurationsTest {

  /** The median that the sums of so many minutes each give. */
  private static Double median(int... minutes) {
    long[] sums = new long[Durations.COLUMNS.size()];
    for (int each : minutes) {
      long[] one =
          Durations.of(Duration.ofMinutes(each).toSeconds()).stream()
              .mapToLong(Long::longValue)
              .toArray();
      Arrays.setAll(sums, i -> sums[i] + one[i]);
    }
    return Durations.median(sums[1], Arrays.copyOfRange(sums, 2, sums.length));
  }

  @Test
  void it_is_exact_of_things_that_took_equally_long() {
    assertThat(median()).isNull();
    for (int minutes : new int[] {0, 1, 5, 29, 30, 40, 44, 479}) {
      assertThat(median(minutes)).isCloseTo(minutes, Offset.offset(1e-9));
      assertThat(median(minutes, minutes, minutes)).isCloseTo(minutes, Offset.offset(1e-9));
    }
  }

  @Test
  void it_lies_between_the_middle_ones_of_an_even_number() {
    assertThat(median(10, 50)).isCloseTo(30.0, Offset.offset(1e-9));
    assertThat(median(41, 43)).isCloseTo(42.0, Offset.offset(1e-9));
  }

  @Test
  void it_is_close_to_that_of_things_spread_over_buckets() {
    int[] even = IntStream.range(0, 100).toArray();
    assertThat(median(even)).isCloseTo(49.5, Offset.offset(1.0));
    int[] early = IntStream.range(0, 200).map(i -> i % 4 == 0 ? 100 : 31 + i % 3).toArray();
    assertThat(median(early)).isCloseTo(33, Offset.offset(3.0));
  }

  @Test
  void it_stays_within_the_bucket_whatever_else_took_long() {
    assertThat(median(40, 40, 40, 100_000)).isBetween(30.0, 45.0);
    assertThat(median(600, 700)).isEqualTo(480);
  }
}
