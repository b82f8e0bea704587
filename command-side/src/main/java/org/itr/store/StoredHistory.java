package org.itr.store;

import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.itr.event.History;
import org.itr.objecttype.ObjectKey;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads history from the event table. */
@Component
class StoredHistory implements History {

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
