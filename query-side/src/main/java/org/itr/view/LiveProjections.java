package org.itr.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.EventMessage;
import org.itr.event.DomainEvent;
import org.itr.event.Failures;
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
  private final RecentRows recent;
  private final Map<String, LastFailure> failures = new ConcurrentHashMap<>();

  /** With the projections in the order in which they see an event. */
  LiveProjections(
      List<Projection> projections, JdbcTemplate jdbc, RowTypes tables, RecentRows recent) {
    this.projections = projections;
    this.jdbc = jdbc;
    this.tables = tables;
    this.recent = recent;
  }

  @Override
  public void project(List<? extends EventMessage<?>> events, StatementBatch statements) {
    RowChanges rows = RowChanges.live(jdbc, tables, recent);
    for (EventMessage<?> message : events) {
      for (Projection projection : projections) {
        fold(projection, message, rows);
      }
    }
    rows.moveTo(statements);
  }

  private void fold(Projection projection, EventMessage<?> message, RowChanges rows) {
    try {
      projection.on((DomainEvent) message.getPayload(), message, rows);
    } catch (RuntimeException e) {
      failures.put(
          projection.name(),
          new LastFailure(
              UUID.fromString(message.getIdentifier()),
              message.getTimestamp(),
              Failures.reason(e)));
      throw e;
    }
  }

  /** The last failure of a projection since the server started, where it had one. */
  Optional<LastFailure> lastFailure(Projection projection) {
    return Optional.ofNullable(failures.get(projection.name()));
  }

  /**
   * An event that a projection could not fold; the write was taken back.
   *
   * @param event its id
   * @param at when
   * @param reason why
   */
  record LastFailure(UUID event, Instant at, String reason) {}
}
