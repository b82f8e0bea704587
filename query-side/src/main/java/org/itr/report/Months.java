package org.itr.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The months that figures are added up by: calendar months in UTC, named by their first day. */
final class Months {

  /** Moments before it stand for none; the website takes them so, too. */
  private static final Instant FIRST = Instant.parse("2001-03-02T00:00:00Z");

  private Months() {}

  /** Whether a moment was ever set. */
  static boolean isSet(Instant moment) {
    return !moment.isBefore(FIRST);
  }

  /** The month that a moment is in. */
  static LocalDate of(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
  }
}
