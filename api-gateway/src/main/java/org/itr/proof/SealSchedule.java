package org.itr.proof;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Seals what was written every few seconds, and once more when the server ends in an orderly way.
 */
@Component
class SealSchedule implements DisposableBean {

  private final Sealer sealer;

  SealSchedule(
      JdbcTemplate jdbc,
      Clock clock,
      SealKey key,
      SealSettings settings,
      @Value("${settings.data-dir}") Path dataDir) {
    this.sealer = new Sealer(jdbc, key, new SealHeads(settings.headsIn(dataDir)), clock);
  }

  @Scheduled(fixedDelayString = "${settings.seal.seconds}", timeUnit = TimeUnit.SECONDS)
  void seal() {
    sealer.seal();
  }

  @Override
  public void destroy() {
    sealer.seal();
  }
}
