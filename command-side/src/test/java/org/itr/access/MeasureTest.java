package org.itr.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasureTest {

  private static final Map<String, Object> FLOOD = Map.of("Reason", "flood");

  private final Clock clock = new Clock();
  private final Measure<String> measure = new Measure<>(clock);

  /** Stands still until it is moved. */
  private static final class Clock implements TimeMeter {

    private long nanos;

    private void pass(Duration time) {
      nanos += time.toNanos();
    }

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  private long toldOf(int refusals) {
    return IntStream.range(0, refusals)
        .filter(i -> measure.toTell("one", FLOOD).isPresent())
        .count();
  }

  @Test
  void of_a_flood_from_one_source_some_are_told_and_another_source_is_heard() {
    assertThat(toldOf(1_000)).isEqualTo(30);
    assertThat(measure.toTell("other", Map.of("Reason", "first")))
        .contains(Map.of("Reason", "first"));
  }

  @Test
  void the_next_one_that_is_told_says_how_many_were_left_out_and_the_one_after_does_not() {
    assertThat(toldOf(1_000)).isEqualTo(30);
    clock.pass(Duration.ofSeconds(4));

    assertThat(measure.toTell("one", FLOOD)).contains(Map.of("Reason", "flood", "LeftOut", 970L));
    assertThat(measure.toTell("one", FLOOD)).contains(FLOOD);
    assertThat(measure.toTell("one", FLOOD)).isEmpty();
    clock.pass(Duration.ofSeconds(2));
    assertThat(measure.toTell("one", FLOOD)).contains(Map.of("Reason", "flood", "LeftOut", 1L));
  }

  @Test
  void a_source_that_was_quiet_for_a_minute_begins_anew() {
    assertThat(toldOf(31)).isEqualTo(30);
    clock.pass(Duration.ofSeconds(61));

    assertThat(measure.toTell("one", FLOOD)).contains(FLOOD);
    assertThat(toldOf(1_000)).isEqualTo(29);
  }
}
