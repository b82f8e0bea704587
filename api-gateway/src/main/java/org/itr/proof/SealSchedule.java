package org.itr.proof;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.itr.event.WriteGate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Seals what was written every few seconds, and once more when the server ends in an orderly way.
 * The gauge {@code itr.seal.unsealed.age} has the age of the oldest event without a seal in
 * seconds, which grows when sealing fails or a transaction stays open.
 */
@Component
class SealSchedule implements InitializingBean, DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(SealSchedule.class);

  /** How many rounds an event may be without a seal before that is told. */
  private static final int ROUNDS = 30;

  private final Sealer sealer;
  private final WriteGate gate;
  private final Clock clock;
  private final Duration longest;
  private boolean isLate;

  SealSchedule(
      JdbcTemplate jdbc,
      Clock clock,
      SealKey key,
      SealSettings settings,
      WriteGate gate,
      MeterRegistry meters,
      @Value("${settings.seal.seconds}") long seconds,
      @Value("${settings.data-dir}") Path dataDir) {
    this.sealer = new Sealer(jdbc, key, new SealHeads(settings.headsIn(dataDir)), clock);
    this.gate = gate;
    this.clock = clock;
    this.longest = Duration.ofSeconds(seconds).multipliedBy(ROUNDS);
    Gauge.builder("itr.seal.unsealed.age", this, SealSchedule::secondsUnsealed)
        .baseUnit("seconds")
        .register(meters);
  }

  @Override
  public void afterPropertiesSet() {
    sealer.resume();
  }

  @Scheduled(fixedDelayString = "${settings.seal.seconds}", timeUnit = TimeUnit.SECONDS)
  void seal() {
    if (gate.isRefusing()) {
      return;
    }
    sealer.seal();
    Optional<Instant> oldest = sealer.oldestUnsealed();
    boolean wasLate = isLate;
    isLate = oldest.isPresent() && oldest.get().isBefore(clock.instant().minus(longest));
    if (isLate && !wasLate) {
      LOG.warn(
          "Events since {} are not sealed yet: a transaction in the database is still open",
          oldest.get());
    } else if (wasLate && !isLate) {
      LOG.info("Sealing has caught up");
    }
  }

  private double secondsUnsealed() {
    return sealer
        .oldestUnsealed()
        .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / 1e3)
        .orElse(0.0);
  }

  @Override
  public void destroy() {
    if (!gate.isRefusing()) {
      sealer.seal();
    }
  }
}
