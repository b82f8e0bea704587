package org.itr.event;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The gate that all writes of the server pass. It is normally open; whoever needs a moment without
 * any write in progress closes it, and arriving writes wait before they hold any resource that
 * others could wait for.
 */
public final class WriteGate {

  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);

  /** Runs a write, concurrently with others, once the gate is open. */
  public <R> R pass(Supplier<R> write) {
    gate.readLock().lock();
    try {
      return write.get();
    } finally {
      gate.readLock().unlock();
    }
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
