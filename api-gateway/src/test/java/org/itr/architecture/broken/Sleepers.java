package org.itr.architecture.broken;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Who waits for a time instead of for something, each in another way. */
public final class Sleepers {

  private Sleepers() {}

  /** For milliseconds. */
  public static final class OfMilliseconds {
    void sleep() throws InterruptedException {
      Thread.sleep(1);
    }
  }

  /** For nanoseconds. */
  public static final class OfNanoseconds {
    void sleep() throws InterruptedException {
      Thread.sleep(1, 1);
    }
  }

  /** For a unit of time. */
  public static final class OfUnits {
    void sleep() throws InterruptedException {
      TimeUnit.SECONDS.sleep(1);
    }
  }

  /** At work all the time. */
  public static final class Spinning {
    void sleep() {
      Thread.onSpinWait();
    }
  }

  /** As a lock does. */
  public static final class Parking {
    void sleep() {
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }
  }
}
