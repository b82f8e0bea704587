package org.itr.view;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.itr.event.DomainEvent;

/** Folds events into tables that can be discarded and rebuilt. */
public interface Projection {

  /** The tables of schema views that only this projection writes. */
  List<String> tables();

  /**
   * The indexes that the projection uses while folding; a rebuild creates the others at its end.
   */
  default List<String> lookUpIndexes() {
    return List.of();
  }

  /**
   * The projections whose rows this one reads while folding; a rebuild folds them as well and then
   * discards them.
   */
  default List<Class<? extends Projection>> reads() {
    return List.of();
  }

  /** The name under which the projection is rebuilt and shown. */
  default String name() {
    return org.springframework.util.ClassUtils.getUserClass(this).getSimpleName();
  }

  /**
   * Applies an event to the tables.
   *
   * @param event the event
   * @param message the event with its time and metadata
   * @param rows collects the changes, and knows the rows so far
   */
  void on(DomainEvent event, EventMessage<?> message, RowChanges rows);
}
