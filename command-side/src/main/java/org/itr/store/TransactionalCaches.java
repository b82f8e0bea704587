package org.itr.store;

import java.util.function.ToIntBiFunction;
import org.itr.event.CommittedCache;
import org.springframework.stereotype.Component;

/** Caches that are aware of Spring's transactions. */
@Component
public class TransactionalCaches implements CommittedCache.Maker {

  @Override
  public <K, V> CommittedCache<K, V> make(long size, ToIntBiFunction<K, V> weight) {
    return new TransactionalCache<>(size, weight::applyAsInt);
  }
}
