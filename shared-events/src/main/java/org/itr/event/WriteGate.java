package org.itr.event;

import java.io.Serial;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Where all writes of the server pass. It stands open; who needs a moment in which no write is
 * under way shuts it, and writes that come meanwhile wait before they hold anything that others
 * could wait for. While the server must not write at all it refuses them.
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
   * Makes a write, beside all others, once the gate is open.
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
   * Looks ahead, for what is not worth to begin when it cannot be written.
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

  /** Lets no write begin from now on; those under way go on. */
  public void refuse() {
    refusing = true;
  }

  /** Lets writes begin again. */
  public void admit() {
    refusing = false;
  }

  /**
   * Does something while no write is under way.
   *
   * @param patience how long writes that have begun may take to end; all others wait as long
   * @return false when they took longer, and nothing was done
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
