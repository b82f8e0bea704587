package org.itr.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.itr.login.LoginThrottle.Verdict;
import org.itr.privacy.MasterKey;
import org.itr.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class LoginThrottleIT {

  private static final String USER = "ada@example.org";
  private static final String HOME = "192.0.2.1";
  private static final String ELSEWHERE = "198.51.100.7";

  @TempDir Path folder;
  private TestDatabase database;
  private LoginThrottle throttle;
  private Instant now = Instant.parse("2026-02-03T10:00:00Z");

  @BeforeEach
  void connect() {
    database = TestDatabase.create();
    throttle =
        new LoginThrottle(
            new JdbcTemplate(database.application()),
            MasterKey.readOrCreate(folder.resolve("master.key")),
            new Clock() {
              @Override
              public Instant instant() {
                return now;
              }

              @Override
              public ZoneId getZone() {
                return ZoneOffset.UTC;
              }

              @Override
              public Clock withZone(ZoneId zone) {
                return this;
              }
            });
  }

  @AfterEach
  void disconnect() {
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
    assertThat(guesses(4, USER, HOME)).isEqualTo(new Verdict(false, Duration.ZERO));
    assertThat(guesses(1, " ADA@example.org", HOME).delay()).isPositive();
    assertThat(guesses(5, USER, HOME).locked()).isFalse();
    assertThat(guesses(1, USER, HOME).locked()).isTrue();
    now = now.plus(Duration.ofMinutes(4));
    assertThat(guesses(3, USER, HOME).locked()).isTrue();
    now = now.plus(Duration.ofMinutes(1)).plusMillis(1);
    assertThat(throttle.begin(USER, HOME).locked()).isFalse();
  }

  @Test
  void guesses_from_elsewhere_slow_the_owner_down_and_lock_nobody_else_out() {
    guesses(30, USER, ELSEWHERE);
    Verdict ofOwner = throttle.begin(USER, HOME);
    assertThat(ofOwner.locked()).isFalse();
    assertThat(ofOwner.delay()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(2));
  }

  @Test
  void the_right_password_is_no_guess() {
    for (int i = 0; i < 30; i++) {
      assertThat(throttle.begin(USER, HOME)).isEqualTo(new Verdict(false, Duration.ZERO));
      throttle.takeBack(USER, HOME);
      throttle.forgive(USER, HOME);
    }
  }

  @Test
  void whoever_is_let_in_is_forgiven_the_guesses_from_the_same_address() {
    guesses(9, USER, HOME);
    throttle.begin(USER, HOME);
    throttle.takeBack(USER, HOME);
    throttle.forgive(USER, HOME);
    assertThat(guesses(5, USER, HOME).locked()).isFalse();
  }

  @Test
  void a_school_of_candidates_logs_in_from_one_address_at_once() {
    for (int i = 0; i < 200; i++) {
      assertThat(throttle.begin("candidate" + i, HOME))
          .isEqualTo(new Verdict(false, Duration.ZERO));
    }
    assertThat(throttle.look(HOME)).isEqualTo(new Verdict(false, Duration.ZERO));
  }

  @Test
  void an_address_from_which_many_accounts_are_guessed_is_slowed_down_at_all_of_them() {
    for (int i = 0; i < 50; i++) {
      guesses(1, "somebody" + i, ELSEWHERE);
    }
    assertThat(throttle.begin("another", ELSEWHERE).delay()).isEqualTo(Duration.ofMillis(500));
    assertThat(throttle.look(ELSEWHERE).delay()).isEqualTo(Duration.ofMillis(500));
    assertThat(throttle.begin("another", HOME).delay()).isZero();
  }
}
