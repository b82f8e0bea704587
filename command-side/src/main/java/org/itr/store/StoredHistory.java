package org.itr.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.itr.event.History;
import org.itr.event.RecordedEvent;
import org.itr.objecttype.ObjectKey;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads history from the event table. */
@Component
class StoredHistory implements History {

  /** As the index event_by_group has it. */
  private static final String MEMBERS_EVER =
      """
      select distinct payload ->> 'target' from events.event
      where event_type in ('SessionPlanned', 'SessionChanged')
        and payload -> 'delta' -> 'GroupSessionID' ->> '+' = ? and occurred_at <= ?
      """;

  private final PostgresEventStorageEngine engine;
  private final JdbcTemplate jdbc;

  StoredHistory(EventStorageEngine engine, JdbcTemplate jdbc) {
    this.engine = (PostgresEventStorageEngine) engine;
    this.jdbc = jdbc;
  }

  @Override
  public TrackingToken start() {
    return CommitOrderToken.START;
  }

  @Override
  public List<? extends TrackedEventMessage<?>> settledAfter(TrackingToken place, int limit) {
    return engine.read((CommitOrderToken) place, limit, true);
  }

  @Override
  public List<? extends TrackedEventMessage<?>> allAfter(TrackingToken place, int limit) {
    return engine.read((CommitOrderToken) place, limit, false);
  }

  @Override
  public List<RecordedEvent> about(
      List<ObjectKey> objects,
      List<ObjectKey> aggregates,
      TrackingToken place,
      Instant until,
      int limit) {
    return engine.readAbout(
        objects.stream().map(ObjectKey::toString).toList(),
        aggregates.stream().map(ObjectKey::toString).toList(),
        (CommitOrderToken) place,
        until,
        limit);
  }

  @Override
  public List<ObjectKey> membersEver(ObjectKey group, Instant until) {
    return jdbc
        .queryForList(MEMBERS_EVER, String.class, group.id(), until.atOffset(ZoneOffset.UTC))
        .stream()
        .map(ObjectKey::parse)
        .filter(member -> member.space().equals(group.space()))
        .toList();
  }

  @Override
  public Optional<RecordedEvent> find(UUID id) {
    return engine.readOne(id);
  }

  @Override
  public TrackingToken here() {
    return new CommitOrderToken(
        jdbc.queryForObject("select pg_current_xact_id()::text::bigint", Long.class), 0);
  }

  @Override
  public List<? extends TrackedEventMessage<?>> of(ObjectKey object) {
    return engine.read(object.toString());
  }

  @Override
  public long size() {
    return jdbc.query(
        """
        select global_index from events.event
        order by transaction_id desc, global_index desc limit 1
        """,
        last -> last.next() ? last.getLong(1) : 0L);
  }
}
