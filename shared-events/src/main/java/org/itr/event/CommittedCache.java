package org.itr.event;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps what was read from the database until a write changes it. Who changes something says so
 * within the transaction; it is forgotten when the transaction is over, before the write is
 * answered, so nobody who knows of a write gets what was there before it. Within a transaction all
 * is read from the database: it sees what it has changed itself, and what a lock protects. For
 * several threads.
 *
 * @param <K> what tells the values apart
 * @param <V> the values, which must not change
 */
public final class CommittedCache<K, V> implements Remembered {

  /** What others than this server change in the database is seen after this long. */
  private static final Duration LIFE = Duration.ofMinutes(1);

  private static final int STRIPES = 256;

  private final Cache<K, V> kept;

  /** How many changes there were, of all keys that share a place here. */
  private final AtomicLongArray changes = new AtomicLongArray(STRIPES);

  /**
   * A cache that drops what was not used for longest when it is full.
   *
   * @param size the most that it keeps, in the unit of the weigher
   */
  public CommittedCache(long size, Weigher<K, V> weigher) {
    this.kept =
        Caffeine.newBuilder().maximumWeight(size).weigher(weigher).expireAfterWrite(LIFE).build();
  }

  /**
   * The value of a key as it is now.
   *
   * @param read reads it from the database where it is not known; null, which is not kept, when
   *     there is none
   */
  public @Nullable V get(K key, Function<K, @Nullable V> read) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return read.apply(key);
    }
    V known = kept.getIfPresent(key);
    if (known != null) {
      return known;
    }
    long before = changes.get(stripe(key));
    V value = read.apply(key);
    if (value != null) {
      keepUnlessChanged(key, value, before);
    }
    return value;
  }

  private synchronized void keepUnlessChanged(K key, V value, long before) {
    if (changes.get(stripe(key)) == before) {
      kept.put(key, value);
    }
  }

  /** Tells that the running transaction changes, adds or removes the value of a key. */
  public void changed(K key) {
    whenOver(() -> drop(key));
  }

  /** Tells that the running transaction changes nobody knows which values. */
  public void changedAny() {
    whenOver(this::forget);
  }

  private static void whenOver(Runnable forget) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      forget.run();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            forget.run();
          }
        });
  }

  private synchronized void drop(K key) {
    changes.incrementAndGet(stripe(key));
    kept.invalidate(key);
  }

  @Override
  public synchronized void forget() {
    for (int stripe = 0; stripe < STRIPES; stripe++) {
      changes.incrementAndGet(stripe);
    }
    kept.invalidateAll();
  }

  private static int stripe(Object key) {
    return Math.floorMod(key.hashCode(), STRIPES);
  }
}
