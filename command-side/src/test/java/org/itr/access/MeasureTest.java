package org.itr.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasureTest {

  private final Measure<String> measure = new Measure<>();

  @Test
  void of_a_flood_from_one_source_some_are_told_and_another_source_is_heard() {
    long told =
        IntStream.range(0, 1_000)
            .filter(i -> measure.toTell("one", Map.of("Reason", "flood")).isPresent())
            .count();

    assertThat(told).isBetween(30L, 60L);
    assertThat(measure.toTell("other", Map.of("Reason", "first")))
        .contains(Map.of("Reason", "first"));
  }
}
