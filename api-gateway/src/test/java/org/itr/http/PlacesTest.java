package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PlacesTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void whoever_finds_all_places_taken_gets_the_next_one_in_the_order_of_coming() {
    Places places = new Places(2, 10, LONG);
    assertThat(places.enter("W1")).isCompletedWithValue(true);
    assertThat(places.enter("W1")).isCompletedWithValue(true);
    CompletableFuture<Boolean> third = places.enter("W1");
    CompletableFuture<Boolean> fourth = places.enter("W1");
    assertThat(third).isNotDone();

    places.leave("W1");
    assertThat(third).isCompletedWithValue(true);
    assertThat(fourth).isNotDone();
    places.leave("W1");
    assertThat(fourth).isCompletedWithValue(true);
  }

  @Test
  void one_caller_takes_no_place_of_another() {
    Places places = new Places(1, 10, LONG);
    places.enter("W1");
    places.enter("W1");
    assertThat(places.enter("W2")).isCompletedWithValue(true);
  }

  @Test
  void a_line_has_an_end() {
    Places places = new Places(1, 2, LONG);
    places.enter("W1");
    places.enter("W1");
    places.enter("W1");
    assertThat(places.enter("W1")).isCompletedWithValue(false);
  }

  @Test
  void nobody_waits_for_ever() {
    Places places = new Places(1, 10, Duration.ofMillis(1));
    places.enter("W1");
    assertThat(places.enter("W1").join()).isFalse();
    places.leave("W1");
    assertThat(places.enter("W1")).as("who gave up has no place").isCompletedWithValue(true);
  }

  @Test
  void who_gave_up_holds_up_nobody() {
    Places places = new Places(1, 10, LONG);
    places.enter("W1");
    CompletableFuture<Boolean> tooLate = places.enter("W1");
    CompletableFuture<Boolean> next = places.enter("W1");
    // As it ends when it has waited too long.
    tooLate.complete(false);
    places.leave("W1");
    assertThat(next).isCompletedWithValue(true);
  }

  @Test
  void all_places_come_back() {
    Places places = new Places(3, 100, LONG);
    for (int round = 0; round < 50; round++) {
      List<CompletableFuture<Boolean>> turns = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        turns.add(places.enter("W1"));
      }
      for (int i = 0; i < 10; i++) {
        places.leave("W1");
      }
      assertThat(turns).allSatisfy(turn -> assertThat(turn).isCompletedWithValue(true));
    }
    assertThat(places.enter("W1")).isCompletedWithValue(true);
    assertThat(places.enter("W1")).isCompletedWithValue(true);
    assertThat(places.enter("W1")).isCompletedWithValue(true);
    assertThat(places.enter("W1")).isNotDone();
  }
}
