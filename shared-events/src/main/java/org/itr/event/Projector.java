package org.itr.event;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;

/**
 * Brings the views up to date. The store asks it with the events of a write, and runs what it
 * answers in the write's transaction and before any policy, so that whoever reads sees the views as
 * the write left them.
 */
public interface Projector {

  /**
   * Folds events into all views.
   *
   * @param events in the order in which they happened
   * @param statements where the changes of the views go
   */
  void project(List<? extends EventMessage<?>> events, StatementBatch statements);
}
