package org.itr.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.itr.event.History;
import org.itr.event.RecordedEvent;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads history from the event table, upcast and ready to handle. */
final class StoredHistory implements History {

  private static final String ALL_OF_AN_AGGREGATE =
      "select "
          + EventRows.PLACED_COLUMNS
          + """
           from events.event
          where md5(aggregate_id)::uuid = md5(?)::uuid and aggregate_id = ? order by sequence_number
          """;

  private static final String RECORDED =
      "select "
          + EventRows.PLACED_COLUMNS
          + """
          , encode(previous_hash, 'hex') as previous, encode(hash, 'hex') as own
          from events.event
          """;

  private static final String ABOUT =
      RECORDED
          + """
          where md5(aggregate_id)::uuid = any (array(select md5(name)::uuid from unnest(?::text[]) as name))
            and aggregate_id = any (?::text[]) and payload ->> 'target' = any (?::text[])
            and occurred_at <= ? and (transaction_id, global_index) > (?::text::xid8, ?)
          """
          + EventRows.IN_ORDER;

  private static final String WITH_ID = RECORDED + " where event_id = ?";

  /** As the index event_by_group has it. */
  private static final String MEMBERS_EVER =
      """
      select distinct payload ->> 'target' from events.event
      where event_type in ('SessionPlanned', 'SessionChanged')
        and payload -> 'delta' -> 'GroupSessionID' ->> '+' = ? and occurred_at <= ?
      """;

  private final JdbcTemplate jdbc;
  private final Serializer serializer;
  private final EventUpcaster upcasters;

  StoredHistory(JdbcTemplate jdbc, Serializer serializer, EventUpcaster upcasters) {
    this.jdbc = jdbc;
    this.serializer = serializer;
    this.upcasters = upcasters;
  }

  @Override
  public TrackingToken start() {
    return CommitOrderToken.START;
  }

  @Override
  public List<? extends TrackedEventMessage<?>> settledAfter(TrackingToken place, int limit) {
    return after((CommitOrderToken) place, limit, EventRows.SETTLED_AFTER);
  }

  @Override
  public List<? extends TrackedEventMessage<?>> allAfter(TrackingToken place, int limit) {
    return after((CommitOrderToken) place, limit, EventRows.ALL_AFTER);
  }

  private List<? extends TrackedEventMessage<?>> after(
      CommitOrderToken place, int limit, String query) {
    return messages(query, Long.toString(place.transaction()), place.index(), limit);
  }

  @Override
  public List<? extends TrackedEventMessage<?>> of(ObjectKey object) {
    String aggregate = object.toString();
    return messages(ALL_OF_AN_AGGREGATE, aggregate, aggregate);
  }

  private List<? extends TrackedEventMessage<?>> messages(String query, Object... parameters) {
    List<TrackedEventData<?>> rows =
        jdbc.query(query, (row, number) -> EventRows.tracked(row), parameters);
    return messages(rows.stream()).toList();
  }

  private Stream<TrackedEventMessage<?>> messages(Stream<? extends TrackedEventData<?>> rows) {
    return EventUtils.upcastAndDeserializeTrackedEvents(rows, serializer, upcasters);
  }

  @Override
  public List<RecordedEvent> about(
      List<ObjectKey> objects,
      List<ObjectKey> aggregates,
      TrackingToken place,
      Instant until,
      int limit) {
    String[] names = names(aggregates);
    CommitOrderToken after = (CommitOrderToken) place;
    return recorded(
        ABOUT,
        names,
        names,
        names(objects),
        until.atOffset(ZoneOffset.UTC),
        Long.toString(after.transaction()),
        after.index(),
        limit);
  }

  private static String[] names(List<ObjectKey> keys) {
    return keys.stream().map(ObjectKey::toString).toArray(String[]::new);
  }

  @Override
  public Optional<RecordedEvent> find(UUID id) {
    return recorded(WITH_ID, id).stream().findFirst();
  }

  private List<RecordedEvent> recorded(String query, Object... parameters) {
    List<RecordedRow> rows = jdbc.query(query, (row, number) -> RecordedRow.of(row), parameters);
    Map<String, RecordedRow> byId = new HashMap<>();
    rows.forEach(row -> byId.put(row.data().getEventIdentifier(), row));
    return messages(rows.stream().map(RecordedRow::data))
        .map(message -> byId.get(message.getIdentifier()).with(message))
        .toList();
  }

  /** A row with the columns that the message made of it does not have. */
  private record RecordedRow(
      TrackedEventData<?> data,
      String aggregate,
      long sequenceNumber,
      String aggregateType,
      String payload,
      String metadata,
      @Nullable String previousHash,
      String hash) {

    static RecordedRow of(ResultSet row) throws SQLException {
      return new RecordedRow(
          EventRows.tracked(row),
          row.getString("aggregate_id"),
          row.getLong("sequence_number"),
          row.getString("aggregate_type"),
          row.getString("payload"),
          row.getString("metadata"),
          row.getString("previous"),
          row.getString("own"));
    }

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
  public List<ObjectKey> membersEver(ObjectKey group, Instant until) {
    return jdbc
        .queryForList(MEMBERS_EVER, String.class, group.id(), until.atOffset(ZoneOffset.UTC))
        .stream()
        .map(ObjectKey::parse)
        .filter(member -> member.space().equals(group.space()))
        .toList();
  }

  @Override
  public TrackingToken here() {
    return new CommitOrderToken(
        jdbc.queryForObject("select pg_current_xact_id()::text::bigint", Long.class), 0);
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
