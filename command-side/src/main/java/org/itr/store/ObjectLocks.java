package org.itr.store;

import java.util.Optional;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Row;
import org.itr.objecttype.Views;
import org.springframework.stereotype.Component;

/**
 * Lets decisions about an object be taken one after another. These are the locks that a write of
 * the object takes, and not locks of rows: who waits for one kind while holding the other stands in
 * a circle that neither Axon nor the database can see.
 */
@Component
public class ObjectLocks {

  private final LockFactory locks;
  private final Views views;

  /** The locks that the repositories of the aggregates have, too. */
  ObjectLocks(LockFactory locks, Views views) {
    this.locks = locks;
    this.views = views;
  }

  /** Lets nobody else write an object until the transaction ends. */
  public void hold(ObjectKey object) {
    Lock lock = locks.obtainLock(object.toString());
    CurrentUnitOfWork.get().onCleanup(unit -> lock.release());
  }

  /** An object that is held, as it is now. */
  public Optional<Row> held(ObjectKey object) {
    hold(object);
    return views.find(object);
  }
}
