package org.itr.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;

/**
 * The rows of the event table as they are read: what a row is made of, and the order in which a
 * reader misses nothing (ADR 2).
 */
final class EventRows {

  /** What Axon makes an event of. */
  static final String COLUMNS =
      "event_id, aggregate_id, sequence_number, aggregate_type, event_type, revision, occurred_at, payload, metadata";

  /** The same, and the place in the order. */
  static final String PLACED_COLUMNS =
      COLUMNS + ", transaction_id::text::bigint as committed_by, global_index";

  /** The order is that of the index: no column of a query may be called transaction_id but this. */
  static final String IN_ORDER = " order by transaction_id, global_index limit ?";

  private static final String AFTER =
      "select "
          + PLACED_COLUMNS
          + " from events.event where (transaction_id, global_index) > (?::text::xid8, ?)";

  /** What can be seen after a place: its transaction, its index, and how many rows at most. */
  static final String ALL_AFTER = AFTER + IN_ORDER;

  /** The same, up to where no running transaction can still put something in between. */
  static final String SETTLED_AFTER =
      AFTER + " and transaction_id < pg_snapshot_xmin(pg_current_snapshot())" + IN_ORDER;

  private EventRows() {}

  /** What Axon makes an event of, with its place in the order. */
  static TrackedEventData<?> tracked(ResultSet row) throws SQLException {
    return new TrackedDomainEventData<>(
        new CommitOrderToken(row.getLong("committed_by"), row.getLong("global_index")),
        new GenericDomainEventEntry<>(
            row.getString("aggregate_type"),
            row.getString("aggregate_id"),
            row.getLong("sequence_number"),
            row.getString("event_id"),
            momentIn(row, "occurred_at"),
            row.getString("event_type"),
            row.getString("revision"),
            row.getString("payload"),
            row.getString("metadata")));
  }

  /** A moment as the text that Axon reads back whole; of any other it keeps the milliseconds. */
  static String momentIn(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant().toString();
  }
}
