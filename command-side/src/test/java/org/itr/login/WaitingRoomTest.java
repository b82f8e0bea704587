package org.itr.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.itr.objecttype.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(1);

  private final WaitingRoom room = new WaitingRoom();
  private final List<Thread> waiting = new ArrayList<>();

  private void fill(int seats, String address) throws InterruptedException {
    for (int i = 0; i < seats; i++) {
      Thread thread = new Thread(() -> waitUntilInterrupted(address));
      thread.start();
      waiting.add(thread);
      while (thread.getState() != Thread.State.TIMED_WAITING) {
        thread.join(1);
      }
    }
  }

  private void waitUntilInterrupted(String address) {
    try {
      room.waitFor(LONG, address);
    } catch (IllegalStateException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void empty() throws InterruptedException {
    for (Thread thread : waiting) {
      thread.interrupt();
      thread.join();
    }
  }

  @Test
  void one_address_cannot_take_the_seats_of_others() throws InterruptedException {
    fill(16, "stranger");
    assertThatThrownBy(() -> room.waitFor(SHORT, "stranger"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.OVER_LIMIT));
    assertThatCode(() -> room.waitFor(SHORT, "owner")).doesNotThrowAnyException();
  }

  @Test
  void there_is_an_end_to_how_many_wait_and_who_leaves_makes_room() throws InterruptedException {
    fill(16, "one");
    fill(16, "another");
    assertThatThrownBy(() -> room.waitFor(SHORT, "third")).isInstanceOf(Refusal.class);
    assertThatCode(() -> room.waitFor(Duration.ZERO, "third")).doesNotThrowAnyException();
    empty();
    waiting.clear();
    assertThatCode(() -> room.waitFor(SHORT, "third")).doesNotThrowAnyException();
  }
}
