package org.itr.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.JdbcUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.itr.event.Projector;
import org.itr.event.RecordedEvent;
import org.itr.event.StatementBatch;
import org.jspecify.annotations.Nullable;

/**
 * Axon's JDBC engine with the statements of our event table: readable JSON, a hash chain per
 * aggregate written with the row, and a global order in which a reader misses nothing.
 */
public final class PostgresEventStorageEngine extends JdbcEventStorageEngine {

  private static final int EVENTS_A_FETCH = 200;

  private static final String APPEND_FIRST =
      """
      insert into events.event (event_id, aggregate_id, sequence_number, aggregate_type, event_type, revision,
                                occurred_at, payload, metadata, hash)
      values (?::uuid, ?, ?, ?, ?, ?, ?, ?::json, ?::json, ?)
      """;

  private static final String APPEND_NEXT =
      """
      insert into events.event (event_id, aggregate_id, sequence_number, aggregate_type, event_type, revision,
                                occurred_at, payload, metadata, previous_hash, hash)
      select added.*, before.hash, sha256(before.hash || ?)
      from (values (?::uuid, ?::text, ?::bigint, ?::text, ?::text, ?::text, ?::timestamptz, ?::json, ?::json))
             as added (event_id, aggregate_id, sequence_number, aggregate_type, event_type, revision,
                       occurred_at, payload, metadata)
        join events.event before
          on md5(before.aggregate_id)::uuid = md5(added.aggregate_id)::uuid
            and before.aggregate_id = added.aggregate_id and before.sequence_number = added.sequence_number - 1
      """;

  private static final String COLUMNS =
      "event_id, aggregate_id, sequence_number, aggregate_type, event_type, revision, occurred_at, payload, metadata";

  private static final String READ_AGGREGATE =
      "select "
          + COLUMNS
          + """
           from events.event
          where md5(aggregate_id)::uuid = md5(?)::uuid and aggregate_id = ? and sequence_number >= ?
          order by sequence_number limit ?
          """;

  private static final String AFTER_A_PLACE =
      "select "
          + COLUMNS
          + """
          , transaction_id::text::bigint as committed_by, global_index from events.event
          where (transaction_id, global_index) > (?::text::xid8, ?)
          """;

  private static final String ALL_OF_AN_AGGREGATE =
      "select "
          + COLUMNS
          + """
          , transaction_id::text::bigint as committed_by, global_index from events.event
          where md5(aggregate_id)::uuid = md5(?)::uuid and aggregate_id = ? order by sequence_number
          """;

  private static final String ONLY_SETTLED =
      " and transaction_id < pg_snapshot_xmin(pg_current_snapshot())";

  /** The order is that of the index: no column of a query may be called transaction_id but this. */
  private static final String IN_ORDER = " order by transaction_id, global_index limit ?";

  private static final String READ_SETTLED = AFTER_A_PLACE + ONLY_SETTLED + IN_ORDER;

  private static final String READ_ALL = AFTER_A_PLACE + IN_ORDER;

  private static final String RECORDED =
      "select "
          + COLUMNS
          + """
          , transaction_id::text::bigint as committed_by, global_index,
            encode(previous_hash, 'hex') as previous, encode(hash, 'hex') as own
          from events.event
          """;

  private static final String READ_ABOUT =
      RECORDED
          + """
          where md5(aggregate_id)::uuid = any (array(select md5(name)::uuid from unnest(?::text[]) as name))
            and aggregate_id = any (?) and payload ->> 'target' = any (?)
            and occurred_at <= ? and (transaction_id, global_index) > (?::text::xid8, ?)
          """
          + IN_ORDER;

  private static final String READ_ONE = RECORDED + " where event_id = ?";

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
  private final EventUpcaster upcasterChain;
  private final Projector projector;

  private PostgresEventStorageEngine(
      Builder builder,
      TransactionManager transactionManager,
      EventUpcaster upcasterChain,
      Projector projector) {
    super(builder);
    this.projector = projector;
    this.upcasterChain = upcasterChain;
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
    return new PostgresEventStorageEngine(builder, transactions, upcasters, projector);
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
            handlePersistenceException(e, events.get(0));
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
    return fetch(
        lastToken == null ? CommitOrderToken.START : (CommitOrderToken) lastToken, batchSize, true);
  }

  /**
   * Reads events after a place, upcast and ready to handle; settled ones only, or all that can be
   * seen.
   */
  List<? extends TrackedEventMessage<?>> read(CommitOrderToken after, int limit, boolean settled) {
    return EventUtils.upcastAndDeserializeTrackedEvents(
            fetch(after, limit, settled).stream(), getEventSerializer(), upcasterChain)
        .toList();
  }

  /** Reads all events of an aggregate, upcast and ready to handle. */
  List<? extends TrackedEventMessage<?>> read(String aggregate) {
    return EventUtils.upcastAndDeserializeTrackedEvents(
            fetch(
                connection -> {
                  PreparedStatement statement = connection.prepareStatement(ALL_OF_AN_AGGREGATE);
                  statement.setString(1, aggregate);
                  statement.setString(2, aggregate);
                  return statement;
                },
                "of " + aggregate)
                .stream(),
            getEventSerializer(),
            upcasterChain)
        .toList();
  }

  private List<? extends TrackedEventData<?>> fetch(
      CommitOrderToken after, int batchSize, boolean settled) {
    return fetch(
        connection -> {
          PreparedStatement statement =
              connection.prepareStatement(settled ? READ_SETTLED : READ_ALL);
          statement.setString(1, Long.toString(after.transaction()));
          statement.setLong(2, after.index());
          statement.setInt(3, batchSize);
          return statement;
        },
        "after " + after);
  }

  private List<? extends TrackedEventData<?>> fetch(JdbcUtils.SqlFunction query, String which) {
    return transactionManager.fetchInTransaction(
        () ->
            JdbcUtils.executeQuery(
                getConnection(),
                query,
                JdbcUtils.listResults(this::trackedEvent),
                e -> new EventStoreException("Cannot read events " + which, e)));
  }

  private TrackedEventData<?> trackedEvent(ResultSet row) throws SQLException {
    return new TrackedDomainEventData<>(
        new CommitOrderToken(row.getLong("committed_by"), row.getLong("global_index")),
        (GenericDomainEventEntry<?>) getDomainEventData(row));
  }

  /** Reads events about some objects from those of some aggregates, in order. */
  List<RecordedEvent> readAbout(
      List<String> objects,
      List<String> aggregates,
      CommitOrderToken after,
      Instant until,
      int limit) {
    return recorded(
        connection -> {
          PreparedStatement statement = connection.prepareStatement(READ_ABOUT);
          Array names = connection.createArrayOf("text", aggregates.toArray(String[]::new));
          statement.setArray(1, names);
          statement.setArray(2, names);
          statement.setArray(3, connection.createArrayOf("text", objects.toArray(String[]::new)));
          statement.setObject(4, until.atOffset(ZoneOffset.UTC));
          statement.setString(5, Long.toString(after.transaction()));
          statement.setLong(6, after.index());
          statement.setInt(7, limit);
          return statement;
        });
  }

  /** Reads the event with that id. */
  Optional<RecordedEvent> readOne(UUID id) {
    return recorded(
            connection -> {
              PreparedStatement statement = connection.prepareStatement(READ_ONE);
              statement.setObject(1, id);
              return statement;
            })
        .stream()
        .findFirst();
  }

  private List<RecordedEvent> recorded(JdbcUtils.SqlFunction query) {
    List<Recorded> rows =
        transactionManager.fetchInTransaction(
            () ->
                JdbcUtils.executeQuery(
                    getConnection(),
                    query,
                    JdbcUtils.listResults(this::recorded),
                    e -> new EventStoreException("Cannot read events", e)));
    Map<String, Recorded> byId = new HashMap<>();
    rows.forEach(row -> byId.put(row.data().getEventIdentifier(), row));
    return EventUtils.upcastAndDeserializeTrackedEvents(
            rows.stream().map(Recorded::data), getEventSerializer(), upcasterChain)
        .map(message -> byId.get(message.getIdentifier()).with(message))
        .toList();
  }

  private Recorded recorded(ResultSet row) throws SQLException {
    TrackedEventData<?> data = trackedEvent(row);
    return new Recorded(
        data,
        row.getString("aggregate_id"),
        row.getLong("sequence_number"),
        row.getString("aggregate_type"),
        row.getString("payload"),
        row.getString("metadata"),
        row.getString("previous"),
        row.getString("own"));
  }

  /** A row with the columns that the message made of it does not have. */
  private record Recorded(
      TrackedEventData<?> data,
      String aggregate,
      long sequenceNumber,
      String aggregateType,
      String payload,
      String metadata,
      @Nullable String previousHash,
      String hash) {

    RecordedEvent with(TrackedEventMessage<?> message) {
      return new RecordedEvent(
          message.getIdentifier(),
          aggregate,
          sequenceNumber,
          aggregateType,
          data.getPayload().getType().getName(),
          data.getPayload().getType().getRevision(),
          message.getTimestamp(),
          payload,
          metadata,
          previousHash,
          hash,
          message);
    }
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
    return resultSet.getObject(columnName, OffsetDateTime.class).toInstant().toString();
  }

  @Override
  @SuppressWarnings("unchecked")
  protected <T> T readPayload(ResultSet resultSet, String columnName) throws SQLException {
    return (T) resultSet.getString(columnName);
  }

  /**
   * An event as its row holds it. The digest covers every column that says something, each with its
   * length in front.
   */
  private record StoredEvent(
      String eventId,
      String aggregateId,
      long sequenceNumber,
      String aggregateType,
      String eventType,
      String revision,
      Instant occurredAt,
      String payload,
      String metadata) {

    static StoredEvent of(EventMessage<?> message, Serializer serializer) {
      SerializedObject<String> payload = message.serializePayload(serializer, String.class);
      SerializedObject<String> metadata = message.serializeMetaData(serializer, String.class);
      boolean ofAggregate = message instanceof DomainEventMessage<?>;
      DomainEventMessage<?> event = ofAggregate ? (DomainEventMessage<?>) message : null;
      return new StoredEvent(
          message.getIdentifier(),
          event == null ? message.getIdentifier() : event.getAggregateIdentifier(),
          event == null ? 0 : event.getSequenceNumber(),
          event == null ? "none" : event.getType(),
          payload.getType().getName(),
          payload.getType().getRevision() == null ? "1" : payload.getType().getRevision(),
          message.getTimestamp().truncatedTo(ChronoUnit.MICROS),
          payload.getData(),
          metadata.getData());
    }

    void bind(PreparedStatement statement) throws SQLException {
      int position = 1;
      statement.setString(position++, eventId);
      statement.setString(position++, aggregateId);
      statement.setLong(position++, sequenceNumber);
      statement.setString(position++, aggregateType);
      statement.setString(position++, eventType);
      statement.setString(position++, revision);
      statement.setObject(position++, occurredAt.atOffset(ZoneOffset.UTC));
      statement.setString(position++, payload);
      statement.setString(position, metadata);
    }

    /**
     * The first event's hash is the digest of its digest; each other one's takes in the one before.
     */
    void append(StatementBatch statements) {
      if (sequenceNumber == 0) {
        statements.add(
            APPEND_FIRST,
            eventId,
            aggregateId,
            sequenceNumber,
            aggregateType,
            eventType,
            revision,
            occurredAt,
            payload,
            metadata,
            new EventDigest().chained(null, digest()));
      } else {
        statements.addForOneRow(
            APPEND_NEXT,
            "the event before",
            digest(),
            eventId,
            aggregateId,
            sequenceNumber,
            aggregateType,
            eventType,
            revision,
            occurredAt,
            payload,
            metadata);
      }
    }

    private byte[] digest() {
      return new EventDigest()
          .ofColumns(
              eventId,
              aggregateId,
              Long.toString(sequenceNumber),
              aggregateType,
              eventType,
              revision,
              occurredAt.toString(),
              payload,
              metadata);
    }
  }
}
