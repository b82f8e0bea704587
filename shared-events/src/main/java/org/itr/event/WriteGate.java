package org.itr.event;

import java.io.Serial;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The gate that all writes of the server pass. It is normally open; whoever needs a moment without
 * any write in progress closes it, and arriving writes wait before they hold any resource that
 * others could wait for. While the server must not write at all, it refuses them.
 */
public final class WriteGate {

  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);
  private volatile boolean refusing;

  /** The server must not write now. */
  public static final class WritesRefused extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private WritesRefused() {
      super("The server cannot save anything now; please try again");
    }
  }

  /**
   * Runs a write, concurrently with others, once the gate is open.
   *
   * @throws WritesRefused when the server must not write now
   */
  public <R> R pass(Supplier<R> write) {
    gate.readLock().lock();
    try {
      requireAdmitted();
      return write.get();
    } finally {
      gate.readLock().unlock();
    }
  }

  /**
   * Checks early, before work that would be useless if it cannot be written.
   *
   * @throws WritesRefused when the server must not write now
   */
  public void requireAdmitted() {
    if (refusing) {
      throw new WritesRefused();
    }
  }

  /** Whether the server must not write now. */
  public boolean isRefusing() {
    return refusing;
  }

  /** Refuses all writes from now on; those in progress continue. */
  public void refuse() {
    refusing = true;
  }

  /** Admits writes again. */
  public void admit() {
    refusing = false;
  }

  /**
   * Runs something while no write is in progress.
   *
   * @param patience how long to wait for writes in progress; all others wait meanwhile
   * @return false if they took longer and nothing was run
   */
  public boolean shut(Duration patience, Runnable work) {
    try {
      if (!gate.writeLock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    try {
      work.run();
      return true;
    } finally {
      gate.writeLock().unlock();
    }
  }
}
