package org.itr.event;

import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was read from the database until a write changes it. Who changes something says so
 * within the transaction; it is forgotten when the transaction is over, before the write is
 * answered, so nobody who knows of a write gets what was there before it. Within a transaction all
 * is read from the database: it sees what it has changed itself, and what a lock protects. For
 * several threads. The command side implements it.
 *
 * @param <K> what tells the values apart
 * @param <V> the values, which must not change
 */
public interface CommittedCache<K, V> extends Remembered {

  /**
   * The value of a key as it is now.
   *
   * @param read reads it from the database where it is not known; null, which is not kept, when
   *     there is none
   */
  @Nullable V get(K key, Function<K, @Nullable V> read);

  /** Tells that the running transaction changes, adds or removes the value of a key. */
  void changed(K key);

  /** Tells that the running transaction changes nobody knows which values. */
  void changedAny();

  /** Makes caches. */
  interface Maker {

    /**
     * A cache that drops what was not used for longest when it is full.
     *
     * @param size the most that it keeps, in the unit of the weight
     * @param weight how much an entry counts
     */
    <K, V> CommittedCache<K, V> make(long size, ToIntBiFunction<K, V> weight);
  }
}
