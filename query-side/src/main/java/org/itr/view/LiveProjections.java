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
import org.itr.event.StatementBatch.MissingRow;
import org.itr.view.RowChanges.RowId;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;
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
      remember(projection, message, e);
      throw e;
    }
  }

  @Override
  public void failed(List<? extends EventMessage<?>> events, Exception failure) {
    tableBehind(Failures.root(failure))
        .flatMap(this::keeperOf)
        .ifPresent(projection -> remember(projection, events.get(0), failure));
  }

  /** The view table whose rows are not what history says; empty for any other failure. */
  private static Optional<String> tableBehind(Throwable failure) {
    if (failure instanceof MissingRow missing && missing.row() instanceof RowId row) {
      return Optional.of(row.table().type().name());
    }
    return failure instanceof PSQLException e
        ? Optional.ofNullable(e.getServerErrorMessage())
            .filter(message -> "views".equals(message.getSchema()) && !isConflict(message))
            .map(ServerErrorMessage::getTable)
        : Optional.empty();
  }

  /** Whether another write was first, and not a row there that should not be. */
  private static boolean isConflict(ServerErrorMessage message) {
    return PSQLState.UNIQUE_VIOLATION.getState().equals(message.getSQLState())
        && !(message.getTable() + "_pkey").equals(message.getConstraint());
  }

  private Optional<Projection> keeperOf(String table) {
    return projections.stream()
        .filter(projection -> projection.tables().contains(table))
        .findFirst();
  }

  private void remember(Projection projection, EventMessage<?> message, Exception failure) {
    failures.put(
        projection.name(),
        new LastFailure(
            UUID.fromString(message.getIdentifier()),
            message.getTimestamp(),
            Failures.reason(failure)));
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
