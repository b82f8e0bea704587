package org.itr.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. */
public final class MovableClock extends Clock {

  private Instant now;

  /** A clock that shows this moment, in UTC. */
  public MovableClock(String moment) {
    this.now = Instant.parse(moment);
  }

  /** Moves it on, or back when the time is negative. */
  public void move(Duration time) {
    now = now.plus(time);
  }

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
    throw new UnsupportedOperationException("Tests count in UTC");
  }
}
