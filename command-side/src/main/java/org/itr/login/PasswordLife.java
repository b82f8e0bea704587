package org.itr.login;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** How long a password that a user made up is good. */
final class PasswordLife {

  private static final int MONTHS = 3;

  private PasswordLife() {}

  /** The end of the life of a password that is set now, as a canonical timestamp. */
  static String endFrom(Instant now) {
    return now.atOffset(ZoneOffset.UTC)
        .plusMonths(MONTHS)
        .toInstant()
        .truncatedTo(ChronoUnit.MICROS)
        .toString();
  }
}
