package org.itr.event;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;

/**
 * Updates the views. The event store passes it the events of a write, and executes the resulting
 * statements in the write's transaction before any policy runs, so that readers see the views as of
 * the write.
 */
public interface Projector {

  /**
   * Applies events to all views.
   *
   * @param events in the order in which they happened
   * @param statements collects the changes to the views
   */
  void project(List<? extends EventMessage<?>> events, StatementBatch statements);

  /**
   * Told that the statements that resulted from the events could not be executed; the write is
   * rolled back.
   *
   * @param failure as {@link StatementBatch#execute} threw it
   */
  default void failed(List<? extends EventMessage<?>> events, Exception failure) {}
}
