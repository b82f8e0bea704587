package org.itr.event;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Where all writes of the server pass. It stands open; who needs a moment in which no write is
 * under way shuts it, and writes that come meanwhile wait before they hold anything that others
 * could wait for.
 */
public final class WriteGate {

  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);

  /** Makes a write, beside all others, once the gate is open. */
  public <R> R pass(Supplier<R> write) {
    gate.readLock().lock();
    try {
      return write.get();
    } finally {
      gate.readLock().unlock();
    }
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
