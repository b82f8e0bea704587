package org.itr.event;

import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Caches what was read from the database until a write changes it. Whoever changes a value
 * announces it within the transaction; the entry is invalidated when the transaction is over and
 * before the write is answered, so nobody who knows of a write gets an older value. Within a
 * transaction everything is read from the database, so that it sees its own changes and what its
 * locks protect. Thread-safe. The command side implements it.
 *
 * @param <K> the key
 * @param <V> the values, which must be immutable
 */
public interface CommittedCache<K, V> extends Remembered {

  /**
   * The current value of a key.
   *
   * @param read reads it from the database if it is not cached; null, which is not cached, if there
   *     is none
   */
  @Nullable V get(K key, Function<K, @Nullable V> read);

  /** Announces that the running transaction changes, adds or removes the value of a key. */
  void changed(K key);

  /** Announces that the running transaction may have changed any value. */
  void changedAny();

  /** Creates caches. */
  interface Maker {

    /**
     * A cache that evicts the least recently used entries when it is full.
     *
     * @param size the maximum size, in units of the weight
     * @param weight the weight of an entry
     */
    <K, V> CommittedCache<K, V> make(long size, ToIntBiFunction<K, V> weight);
  }
}
