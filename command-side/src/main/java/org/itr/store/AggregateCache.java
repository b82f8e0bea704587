package org.itr.store;

import com.github.benmanes.caffeine.cache.Caffeine;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.itr.event.Remembered;

/**
 * Keeps aggregates that were used lately, so that a candidate's next post does not read the whole
 * history of the test again. What was rolled back is thrown out by Axon.
 */
final class AggregateCache implements Cache, Remembered {

  private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;

  AggregateCache(int size) {
    this.entries = Caffeine.newBuilder().maximumSize(size).build();
  }

  @Override
  @SuppressWarnings("unchecked")
  public <K, V> V get(K key) {
    return (V) entries.getIfPresent(key);
  }

  @Override
  public void put(Object key, Object value) {
    entries.put(key, value);
  }

  @Override
  public boolean putIfAbsent(Object key, Object value) {
    return entries.asMap().putIfAbsent(key, value) == null;
  }

  @Override
  public boolean remove(Object key) {
    return entries.asMap().remove(key) != null;
  }

  @Override
  public void removeAll() {
    entries.invalidateAll();
  }

  @Override
  public void forget() {
    removeAll();
  }

  @Override
  public boolean containsKey(Object key) {
    return entries.asMap().containsKey(key);
  }

  @Override
  public Registration registerCacheEntryListener(EntryListener cacheEntryListener) {
    throw new UnsupportedOperationException("Nobody listens to this cache");
  }
}
