package org.itr.event;

import java.time.Instant;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * An event with everything that its row in the store contains.
 *
 * @param id the event's id
 * @param aggregate the identifier of its aggregate
 * @param sequenceNumber its number among the aggregate's events, from 0
 * @param aggregateType what kind of aggregate it is
 * @param type the stored name
 * @param revision the stored revision
 * @param moment when it happened
 * @param payload the JSON as stored, personal fields encrypted
 * @param metadata the JSON as stored
 * @param previousHash in hexadecimal digits; null for the first event of an aggregate
 * @param hash in hexadecimal digits
 * @param message the same event, ready to handle
 */
public record RecordedEvent(
    String id,
    String aggregate,
    long sequenceNumber,
    String aggregateType,
    String type,
    String revision,
    Instant moment,
    String payload,
    String metadata,
    @Nullable String previousHash,
    String hash,
    TrackedEventMessage<?> message) {

  /** The event itself. */
  public DomainEvent event() {
    return (DomainEvent) message.getPayload();
  }

  /** A value of the metadata; empty when there is none. */
  public String metaData(String key) {
    Object value = message.getMetaData().get(key);
    return value == null ? "" : value.toString();
  }
}
