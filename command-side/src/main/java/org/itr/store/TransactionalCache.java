package org.itr.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import org.itr.event.CommittedCache;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Forgets what a transaction changes when it is over. */
final class TransactionalCache<K, V> implements CommittedCache<K, V> {

  /** What others than this server change in the database is seen after this long. */
  private static final Duration LIFE = Duration.ofMinutes(1);

  private static final int STRIPES = 256;

  private final Cache<K, V> kept;

  /** How many changes there were, of all keys that share a place here. */
  private final AtomicLongArray changes = new AtomicLongArray(STRIPES);

  TransactionalCache(long size, Weigher<K, V> weigher) {
    this.kept =
        Caffeine.newBuilder().maximumWeight(size).weigher(weigher).expireAfterWrite(LIFE).build();
  }

  @Override
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

  @Override
  public void changed(K key) {
    whenOver(() -> drop(key));
  }

  @Override
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
