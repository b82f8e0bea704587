package org.itr.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.itr.event.StatementBatch;

/**
 * An event, or a snapshot, as its row is to hold it. The digest covers every column that says
 * something, each with its length in front.
 */
record StoredEvent(
    String eventId,
    String aggregateId,
    long sequenceNumber,
    String aggregateType,
    String eventType,
    String revision,
    Instant occurredAt,
    String payload,
    String metadata) {

  /**
   * One text for all events, since statements run together by their texts: events are appended in
   * the order in which they happened, and each after the one before of its aggregate.
   */
  private static final String APPEND =
      """
      insert into events.event (event_id, aggregate_id, sequence_number, aggregate_type, event_type, revision,
                                occurred_at, payload, metadata, previous_hash, hash)
      select added.*, before.hash, sha256(coalesce(before.hash, ''::bytea) || ?)
      from (values (?::uuid, ?::text, ?::bigint, ?::text, ?::text, ?::text, ?::timestamptz, ?::json, ?::json))
             as added (event_id, aggregate_id, sequence_number, aggregate_type, event_type, revision,
                       occurred_at, payload, metadata)
        left join events.event before
          on md5(before.aggregate_id)::uuid = md5(added.aggregate_id)::uuid
            and before.aggregate_id = added.aggregate_id and before.sequence_number = added.sequence_number - 1
      where added.sequence_number = 0 or before.hash is not null
      """;

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
    statements.addForOneRow(
        APPEND,
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
