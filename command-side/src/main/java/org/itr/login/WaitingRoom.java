package org.itr.login;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import org.itr.objecttype.Refusal;

/**
 * Holds login attempts that are being slowed down. Each occupies a thread meanwhile, so there is
 * limited room, and no more than half of it for one address, so that a stranger cannot take all of
 * it.
 */
final class WaitingRoom {

  private static final int SEATS = 32;
  private static final int SEATS_OF_AN_ADDRESS = SEATS / 2;

  private final Semaphore seats = new Semaphore(SEATS);
  private final ConcurrentMap<String, Integer> takenByAddress = new ConcurrentHashMap<>();

  /**
   * Waits.
   *
   * @throws Refusal when too many wait already (OVER_LIMIT)
   */
  void waitFor(Duration delay, String address) {
    if (delay.isZero()) {
      return;
    }
    boolean hasRoom = takenByAddress.merge(address, 1, Integer::sum) <= SEATS_OF_AN_ADDRESS;
    try {
      if (!hasRoom || !seats.tryAcquire()) {
        throw new Refusal(
            Refusal.Reason.OVER_LIMIT, "Too many login attempts; please try again later");
      }
      try {
        Thread.sleep(delay.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while slowing an attempt down", e);
      } finally {
        seats.release();
      }
    } finally {
      takenByAddress.computeIfPresent(address, (key, taken) -> taken == 1 ? null : taken - 1);
    }
  }
}
