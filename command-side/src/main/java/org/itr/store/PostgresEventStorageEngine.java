package org.itr.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.JdbcUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.itr.event.Projector;
import org.itr.event.StatementBatch;

/**
 * Axon's JDBC engine with the statements of our event table: readable JSON, a hash chain per
 * aggregate written with the row, and a global order in which a reader misses nothing. Aggregates
 * are loaded and events are appended through it; history is read by {@link StoredHistory}.
 */
public final class PostgresEventStorageEngine extends JdbcEventStorageEngine {

  private static final int EVENTS_A_FETCH = 200;

  private static final String READ_AGGREGATE =
      "select "
          + EventRows.COLUMNS
          + """
           from events.event
          where md5(aggregate_id)::uuid = md5(?)::uuid and aggregate_id = ? and sequence_number >= ?
          order by sequence_number limit ?
          """;

  private static final String HEAD =
      """
      select transaction_id::text::bigint as committed_by, global_index from events.event
      where transaction_id < pg_snapshot_xmin(pg_current_snapshot())
      order by transaction_id desc, global_index desc limit 1
      """;

  private static final String PLACE_BEFORE =
      """
      select transaction_id::text::bigint as committed_by, global_index from events.event
      where (transaction_id, global_index) < (
          select transaction_id, global_index from events.event
          where occurred_at >= ? order by transaction_id, global_index limit 1)
      order by transaction_id desc, global_index desc limit 1
      """;

  private static final String READ_SNAPSHOT =
      """
      select event_id, aggregate_id, sequence_number, aggregate_type, state_type as event_type, revision, occurred_at,
             state as payload, metadata
      from events.snapshot where aggregate_id = ?
      """;

  private static final String WRITE_SNAPSHOT =
      """
      insert into events.snapshot (event_id, aggregate_id, sequence_number, aggregate_type, state_type, revision,
                                   occurred_at, state, metadata)
      values (?::uuid, ?, ?, ?, ?, ?, ?, ?::json, ?::json)
      on conflict (aggregate_id) do update
        set event_id = excluded.event_id, sequence_number = excluded.sequence_number,
            state_type = excluded.state_type, revision = excluded.revision, occurred_at = excluded.occurred_at,
            state = excluded.state, metadata = excluded.metadata
        where snapshot.sequence_number < excluded.sequence_number
      """;

  private final TransactionManager transactionManager;
  private final Projector projector;

  private PostgresEventStorageEngine(
      Builder builder, TransactionManager transactionManager, Projector projector) {
    super(builder);
    this.projector = projector;
    this.transactionManager = transactionManager;
  }

  /** An engine on the tables of schema events, which brings the views along. */
  public static PostgresEventStorageEngine on(
      ConnectionProvider connections,
      TransactionManager transactions,
      Serializer serializer,
      EventUpcaster upcasters,
      Projector projector) {
    Builder builder =
        JdbcEventStorageEngine.builder()
            .connectionProvider(connections)
            .transactionManager(transactions)
            .eventSerializer(serializer)
            .snapshotSerializer(serializer)
            .upcasterChain(upcasters)
            .persistenceExceptionResolver(new ConflictResolver())
            .dataType(String.class)
            .batchSize(EVENTS_A_FETCH)
            .finalAggregateBatchPredicate(batch -> batch.size() < EVENTS_A_FETCH)
            .schema(eventTable());
    return new PostgresEventStorageEngine(builder, transactions, projector);
  }

  private static EventSchema eventTable() {
    return EventSchema.builder()
        .eventTable("events.event")
        .snapshotTable("events.snapshot")
        .globalIndexColumn("global_index")
        .eventIdentifierColumn("event_id")
        .aggregateIdentifierColumn("aggregate_id")
        .sequenceNumberColumn("sequence_number")
        .typeColumn("aggregate_type")
        .payloadTypeColumn("event_type")
        .payloadRevisionColumn("revision")
        .timestampColumn("occurred_at")
        .payloadColumn("payload")
        .metaDataColumn("metadata")
        .build();
  }

  /** Adds the events and what they change in the views, in one trip to the database. */
  @Override
  protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
    if (events.isEmpty()) {
      return;
    }
    StatementBatch statements = new StatementBatch();
    for (EventMessage<?> message : events) {
      StoredEvent.of(message, serializer).append(statements);
    }
    projector.project(events, statements);
    transactionManager.executeInTransaction(
        () -> {
          Connection connection = getConnection();
          try {
            statements.execute(connection);
          } catch (SQLException e) {
            projector.failed(events, e);
            handlePersistenceException(e, events.get(0));
          } catch (StatementBatch.MissingRow e) {
            projector.failed(events, e);
            throw e;
          } finally {
            JdbcUtils.closeQuietly(connection);
          }
        });
  }

  @Override
  protected PreparedStatement appendSnapshot(
      Connection connection, DomainEventMessage<?> snapshot, Serializer serializer)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(WRITE_SNAPSHOT);
    StoredEvent.of(snapshot, serializer).bind(statement);
    return statement;
  }

  @Override
  protected PreparedStatement deleteSnapshots(
      Connection connection, String aggregateIdentifier, long sequenceNumber) throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(
            "delete from events.snapshot where aggregate_id = ? and sequence_number < ?");
    statement.setString(1, aggregateIdentifier);
    statement.setLong(2, sequenceNumber);
    return statement;
  }

  @Override
  protected PreparedStatement readEventData(
      Connection connection, String identifier, long firstSequenceNumber, int batchSize)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(READ_AGGREGATE);
    statement.setString(1, identifier);
    statement.setString(2, identifier);
    statement.setLong(3, firstSequenceNumber);
    statement.setInt(4, batchSize);
    return statement;
  }

  @Override
  protected PreparedStatement readSnapshotData(Connection connection, String identifier)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(READ_SNAPSHOT);
    statement.setString(1, identifier);
    return statement;
  }

  @Override
  protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
    // Spares all other loads a query that never finds anything.
    return SnapshotPolicy.hasSnapshots(aggregateIdentifier)
        ? super.readSnapshotData(aggregateIdentifier)
        : Stream.empty();
  }

  @Override
  protected List<? extends TrackedEventData<?>> fetchTrackedEvents(
      TrackingToken lastToken, int batchSize) {
    CommitOrderToken after =
        lastToken == null ? CommitOrderToken.START : (CommitOrderToken) lastToken;
    return transactionManager.fetchInTransaction(
        () ->
            JdbcUtils.executeQuery(
                getConnection(),
                connection -> {
                  PreparedStatement statement =
                      connection.prepareStatement(EventRows.SETTLED_AFTER);
                  statement.setString(1, Long.toString(after.transaction()));
                  statement.setLong(2, after.index());
                  statement.setInt(3, batchSize);
                  return statement;
                },
                JdbcUtils.listResults(EventRows::tracked),
                e -> new EventStoreException("Cannot read events after " + after, e)));
  }

  @Override
  public TrackingToken createTailToken() {
    return CommitOrderToken.START;
  }

  @Override
  public TrackingToken createHeadToken() {
    return place(connection -> connection.prepareStatement(HEAD));
  }

  @Override
  public TrackingToken createTokenAt(Instant dateTime) {
    return place(
        connection -> {
          PreparedStatement statement = connection.prepareStatement(PLACE_BEFORE);
          statement.setObject(1, dateTime.atOffset(ZoneOffset.UTC));
          return statement;
        });
  }

  private TrackingToken place(JdbcUtils.SqlFunction query) {
    CommitOrderToken token =
        transactionManager.fetchInTransaction(
            () ->
                JdbcUtils.executeQuery(
                    getConnection(),
                    query,
                    row -> row.next() ? new CommitOrderToken(row.getLong(1), row.getLong(2)) : null,
                    e -> new EventStoreException("Cannot find a place in the order of events", e)));
    return token == null ? CommitOrderToken.START : token;
  }

  @Override
  protected Object readTimeStamp(ResultSet resultSet, String columnName) throws SQLException {
    return EventRows.momentIn(resultSet, columnName);
  }

  @Override
  @SuppressWarnings("unchecked")
  protected <T> T readPayload(ResultSet resultSet, String columnName) throws SQLException {
    return (T) resultSet.getString(columnName);
  }
}
