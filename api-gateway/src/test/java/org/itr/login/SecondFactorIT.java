package org.itr.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.itr.login.SecondFactors.Verdict;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;
import org.itr.objecttype.Space;
import org.itr.privacy.MasterKey;
import org.itr.support.MovableClock;
import org.itr.support.OneTimeCodes;
import org.itr.support.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class SecondFactorIT {

  private static final Duration PERIOD = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static TestDatabase database;

  private final ObjectKey login =
      ObjectKey.of(Logins.TYPE, Space.of(UUID.randomUUID()), UUID.randomUUID());
  private final MovableClock clock = new MovableClock("2026-02-03T10:00:10Z");
  private final SecondFactorVault vault =
      new SecondFactorVault(
          new JdbcTemplate(database.application()),
          MasterKey.readOrCreate(folder.resolve("master.key")),
          clock);
  private Secret secret;

  @BeforeAll
  static void connect() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void disconnect() {
    database.close();
  }

  @BeforeEach
  void register() {
    assertThat(vault.register(login)).isTrue();
    secret = vault.unconfirmedSecret(login).orElseThrow();
  }

  /** The code of the device, whose clock may be some periods behind or ahead. */
  private Secret code(int periods) {
    return new Secret(
        OneTimeCodes.at(
            "otpauth://totp/?secret=" + secret.value(),
            clock.instant().plus(PERIOD.multipliedBy(periods))));
  }

  @Test
  void a_code_is_right_in_its_period_and_the_ones_beside_it() {
    assertThat(vault.take(login, code(-2))).isEqualTo(Verdict.WRONG);
    assertThat(vault.take(login, code(2))).isEqualTo(Verdict.WRONG);
    assertThat(vault.take(login, code(-1))).isEqualTo(Verdict.FIRST);
    assertThat(vault.take(login, code(0))).isEqualTo(Verdict.RIGHT);
    assertThat(vault.take(login, code(1))).isEqualTo(Verdict.RIGHT);
  }

  @Test
  void each_code_is_right_once_in_whatever_order_they_come() {
    Secret late = code(-1);
    Secret early = code(1);
    assertThat(vault.take(login, early)).isEqualTo(Verdict.FIRST);
    assertThat(vault.take(login, late)).isEqualTo(Verdict.RIGHT);
    assertThat(vault.take(login, late)).isEqualTo(Verdict.WRONG);
    assertThat(vault.take(login, early)).isEqualTo(Verdict.WRONG);
    clock.move(PERIOD.multipliedBy(2));
    assertThat(vault.take(login, code(1))).isEqualTo(Verdict.RIGHT);
    assertThat(vault.take(login, early)).isEqualTo(Verdict.WRONG);
  }

  @Test
  void a_second_secret_is_not_made() {
    Secret before = code(0);
    assertThat(vault.register(login)).isFalse();
    assertThat(vault.take(login, before)).isEqualTo(Verdict.FIRST);
    assertThat(vault.unconfirmedSecret(login)).isEmpty();
  }
}
