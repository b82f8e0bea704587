package org.itr.view;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.itr.event.DomainEvent;
import org.itr.event.Projector;
import org.itr.event.StatementBatch;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps the views up to date with every write, in the write's own transaction. */
@Component
class LiveProjections implements Projector {

  private final List<Projection> projections;
  private final JdbcTemplate jdbc;
  private final RowTypes tables;

  /** With the projections in the order in which they see an event. */
  LiveProjections(List<Projection> projections, JdbcTemplate jdbc, RowTypes tables) {
    this.projections = projections;
    this.jdbc = jdbc;
    this.tables = tables;
  }

  @Override
  public void project(List<? extends EventMessage<?>> events, StatementBatch statements) {
    RowChanges rows = new RowChanges(jdbc, tables);
    for (EventMessage<?> message : events) {
      for (Projection projection : projections) {
        projection.on((DomainEvent) message.getPayload(), message, rows);
      }
    }
    rows.moveTo(statements);
  }
}
