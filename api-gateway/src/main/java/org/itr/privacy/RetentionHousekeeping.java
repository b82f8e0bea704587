package org.itr.privacy;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Erases persons whose time is over once a day, at a set hour. A server that was down then does it
 * when it is up again; a run that broke off is taken up.
 */
@Component
class RetentionHousekeeping {

  private static final int HOURS_OF_A_DAY = 24;

  private final Retention retention;
  private final Clock clock;
  private final int hour;
  private final int mostADay;
  private @Nullable LocalDate lastDay;

  RetentionHousekeeping(
      Retention retention,
      Clock clock,
      @Value("${settings.retention.hour}") int hour,
      @Value("${settings.retention.most-a-day}") int mostADay) {
    if (hour < 0 || hour >= HOURS_OF_A_DAY) {
      throw new IllegalStateException("ITR_RETENTION_HOUR must be an hour from 0 to 23");
    }
    this.retention = retention;
    this.clock = clock;
    this.hour = hour;
    this.mostADay = mostADay;
  }

  @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
  void eraseOnceADay() {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    if (now.getHour() >= hour && !now.toLocalDate().equals(lastDay)) {
      retention.erase(mostADay);
      lastDay = now.toLocalDate();
    }
  }
}
