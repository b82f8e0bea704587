package org.itr.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.itr.login.LoginThrottle.Verdict;
import org.itr.privacy.MasterKey;
import org.itr.support.MovableClock;
import org.itr.support.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class LoginThrottleIT {

  @TempDir static Path folder;
  private static TestDatabase database;

  private final String user = UUID.randomUUID() + "@example.org";
  private final String home = "home " + UUID.randomUUID();
  private final String elsewhere = "elsewhere " + UUID.randomUUID();
  private final MovableClock clock = new MovableClock("2026-02-03T10:00:00Z");
  private final LoginThrottle throttle =
      new LoginThrottle(
          new JdbcTemplate(database.application()),
          MasterKey.readOrCreate(folder.resolve("master.key")),
          clock);

  @BeforeAll
  static void connect() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void disconnect() {
    database.close();
  }

  private Verdict guesses(int times, String name, String address) {
    Verdict last = throttle.begin(name, address);
    throttle.failed(address);
    for (int i = 1; i < times; i++) {
      last = throttle.begin(name, address);
      throttle.failed(address);
    }
    return last;
  }

  @Test
  void guessing_is_slow_from_the_fifth_time_and_locked_after_the_tenth_for_five_minutes() {
    assertThat(guesses(4, user, home)).isEqualTo(new Verdict(false, Duration.ZERO));
    assertThat(guesses(1, " " + user.toUpperCase(Locale.ROOT), home).delay()).isPositive();
    assertThat(guesses(5, user, home).locked()).isFalse();
    assertThat(guesses(1, user, home).locked()).isTrue();
    clock.move(Duration.ofMinutes(4));
    assertThat(guesses(3, user, home).locked()).isTrue();
    clock.move(Duration.ofMinutes(1).plusMillis(1));
    assertThat(throttle.begin(user, home).locked()).isFalse();
  }

  @Test
  void guesses_from_elsewhere_slow_the_owner_down_and_lock_nobody_else_out() {
    guesses(30, user, elsewhere);
    Verdict ofOwner = throttle.begin(user, home);
    assertThat(ofOwner.locked()).isFalse();
    assertThat(ofOwner.delay()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(2));
  }

  @Test
  void the_right_password_is_no_guess() {
    for (int i = 0; i < 30; i++) {
      assertThat(throttle.begin(user, home)).isEqualTo(new Verdict(false, Duration.ZERO));
      throttle.takeBack(user, home);
      throttle.forgive(user, home);
    }
  }

  @Test
  void whoever_is_let_in_is_forgiven_the_guesses_from_the_same_address() {
    guesses(9, user, home);
    throttle.begin(user, home);
    throttle.takeBack(user, home);
    throttle.forgive(user, home);
    assertThat(guesses(5, user, home).locked()).isFalse();
  }

  @Test
  void a_school_of_candidates_logs_in_from_one_address_at_once() {
    for (int i = 0; i < 200; i++) {
      assertThat(throttle.begin(user + i, home)).isEqualTo(new Verdict(false, Duration.ZERO));
    }
    assertThat(throttle.look(home)).isEqualTo(new Verdict(false, Duration.ZERO));
  }

  @Test
  void an_address_from_which_many_accounts_are_guessed_is_slowed_down_at_all_of_them() {
    for (int i = 0; i < 50; i++) {
      guesses(1, user + i, elsewhere);
    }
    assertThat(throttle.begin(user, elsewhere).delay()).isEqualTo(Duration.ofMillis(500));
    assertThat(throttle.look(elsewhere).delay()).isEqualTo(Duration.ofMillis(500));
    assertThat(throttle.begin(user, home).delay()).isZero();
  }
}
