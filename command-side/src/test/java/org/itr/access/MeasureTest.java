package org.itr.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasureTest {

  private static final Map<String, Object> FLOOD = Map.of("Reason", "flood");

  private final Clock clock = new Clock();
  private final Measure<String> measure = new Measure<>(clock, Runnable::run);

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

  /** What is recorded of one more refusal; empty when it is omitted for now. */
  private Map<String, Object> recordedOf(String source) {
    Map<String, Object> recorded = new HashMap<>();
    measure.record(source, FLOOD, recorded::putAll);
    return recorded;
  }

  private long recordedOf(int refusals) {
    return IntStream.range(0, refusals).filter(i -> !recordedOf("one").isEmpty()).count();
  }

  @Test
  void of_a_flood_from_one_source_some_are_recorded_and_another_source_is_heard() {
    assertThat(recordedOf(1_000)).isEqualTo(30);
    assertThat(recordedOf("other")).isEqualTo(FLOOD);
  }

  @Test
  void the_next_one_that_is_recorded_says_how_many_were_omitted_and_the_one_after_does_not() {
    assertThat(recordedOf(1_000)).isEqualTo(30);
    clock.pass(Duration.ofSeconds(4));

    assertThat(recordedOf("one")).isEqualTo(Map.of("Reason", "flood", "LeftOut", 970L));
    assertThat(recordedOf("one")).isEqualTo(FLOOD);
    assertThat(recordedOf("one")).isEmpty();
    clock.pass(Duration.ofSeconds(2));
    assertThat(recordedOf("one")).isEqualTo(Map.of("Reason", "flood", "LeftOut", 1L));
  }

  @Test
  void a_source_that_was_quiet_for_a_minute_begins_anew_and_what_was_omitted_is_recorded() {
    List<Map<String, Object>> recorded = new ArrayList<>();
    for (int i = 0; i < 33; i++) {
      measure.record("one", Map.of("Number", i), recorded::add);
    }
    assertThat(recorded).hasSize(30);
    clock.pass(Duration.ofSeconds(61));

    assertThat(recordedOf("one")).isEqualTo(FLOOD);
    assertThat(recordedOf(1_000)).isEqualTo(29);
    assertThat(recorded).hasSize(31).last().isEqualTo(Map.of("Number", 32, "LeftOut", 2L));
  }

  @Test
  void one_that_was_omitted_alone_is_recorded_as_it_is() {
    List<Map<String, Object>> recorded = new ArrayList<>();
    for (int i = 0; i < 31; i++) {
      measure.record("one", Map.of("Number", i), recorded::add);
    }

    measure.close();
    measure.close();

    assertThat(recorded).hasSize(31).last().isEqualTo(Map.of("Number", 30));
  }
}
