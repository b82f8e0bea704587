package org.itr.view;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.itr.event.DomainEvent;

/** A fold over the events into tables that can be thrown away and made again. */
public interface Projection {

  /** The tables of schema views that this projection alone writes. */
  List<String> tables();

  /**
   * The indexes by which the projection looks rows up while it folds; a rebuild makes the others at
   * its end.
   */
  default List<String> lookUpIndexes() {
    return List.of();
  }

  /**
   * The projections whose rows this one looks at while it folds; a rebuild of it folds them as
   * well, and then throws them away.
   */
  default List<Class<? extends Projection>> reads() {
    return List.of();
  }

  /** The name under which the projection is rebuilt and shown. */
  default String name() {
    return org.springframework.util.ClassUtils.getUserClass(this).getSimpleName();
  }

  /**
   * Folds an event into the tables.
   *
   * @param event the event
   * @param message the event with its time and metadata
   * @param rows where the changes go, and what the rows are so far
   */
  void on(DomainEvent event, EventMessage<?> message, RowChanges rows);
}
