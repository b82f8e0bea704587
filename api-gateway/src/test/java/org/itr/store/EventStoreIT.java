package org.itr.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.itr.event.History;
import org.itr.event.MetaDataKeys;
import org.itr.objecttype.Change;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.itr.person.PersonEvent.PersonRegistered;
import org.itr.person.Persons;
import org.itr.privacy.DataSubject;
import org.itr.privacy.MasterKey;
import org.itr.privacy.SubjectKeys;
import org.itr.record.Educations;
import org.itr.record.RecordEvent.RecordAdded;
import org.itr.record.RecordEvent.RecordChanged;
import org.itr.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class EventStoreIT {

  private static final Space COMPANY = Space.of(UUID.randomUUID());

  @TempDir Path folder;
  private TestDatabase database;
  private JdbcTemplate jdbc;
  private TransactionTemplate transactions;
  private SubjectKeys keys;
  private PostgresEventStorageEngine engine;
  private History history;

  @BeforeEach
  void connect() {
    database = TestDatabase.create();
    jdbc = new JdbcTemplate(database.application());
    transactions = new TransactionTemplate(new JdbcTransactionManager(database.application()));
    keys = new SubjectKeys(jdbc, MasterKey.readOrCreate(folder.resolve("master.key")));
    engine = engine(new EventUpcasterChain());
    history = new StoredHistory(jdbc, EventSerializer.with(keys), new EventUpcasterChain());
  }

  private PostgresEventStorageEngine engine(EventUpcaster upcasters) {
    return PostgresEventStorageEngine.on(
        new SpringDataSourceConnectionProvider(database.application()),
        new SpringTransactionManager(new JdbcTransactionManager(database.application())),
        EventSerializer.with(keys),
        upcasters,
        (events, statements) -> {});
  }

  @AfterEach
  void disconnect() {
    database.close();
  }

  private static ObjectKey education() {
    return ObjectKey.of(Educations.TYPE, COMPANY, UUID.randomUUID());
  }

  private static DomainEventMessage<?> added(ObjectKey target) {
    return message(
        target, 0, new RecordAdded(target, null, Delta.added(Map.of("Name", "University"))));
  }

  private static DomainEventMessage<?> renamed(ObjectKey target, long sequence) {
    return message(
        target,
        sequence,
        new RecordChanged(target, null, Delta.replaced("Name", "University", "Name " + sequence)));
  }

  private static DomainEventMessage<?> message(ObjectKey target, long sequence, Object event) {
    return new GenericDomainEventMessage<>(
        "Record",
        target.toString(),
        sequence,
        event,
        MetaData.with(MetaDataKeys.COMPANY, COMPANY.toString()).and(MetaDataKeys.USER, "system"));
  }

  private void append(EventMessage<?>... events) {
    transactions.executeWithoutResult(status -> engine.appendEvents(List.of(events)));
  }

  @Test
  void an_event_is_stored_under_its_own_name_as_json_that_sql_can_read() {
    ObjectKey target = education();
    append(added(target));
    Map<String, Object> row =
        jdbc.queryForMap(
            """
            select event_type, revision, payload ->> 'target' as target,
                   payload #>> '{delta,Name,+}' as name, metadata ->> 'user' as who
            from events.event
            """);
    assertThat(row)
        .containsEntry("event_type", "RecordAdded")
        .containsEntry("revision", "1")
        .containsEntry("target", target.toString())
        .containsEntry("name", "University")
        .containsEntry("who", "system");
  }

  @Test
  void neither_the_server_nor_the_owner_can_change_or_remove_events() throws SQLException {
    append(added(education()));
    for (String statement :
        List.of(
            "update events.event set payload = '{}'",
            "delete from events.event",
            "truncate events.event")) {
      for (var source : List.of(database.application(), database.owner())) {
        try (Connection connection = source.getConnection();
            Statement attempt = connection.createStatement()) {
          assertThatThrownBy(() -> attempt.execute(statement)).isInstanceOf(SQLException.class);
        }
      }
    }
    assertThat(jdbc.queryForObject("select count(*) from events.event", Long.class)).isEqualTo(1);
  }

  @Test
  void events_that_are_stored_together_are_so_in_the_order_in_which_they_happened() {
    ObjectKey known = education();
    ObjectKey fresh = education();
    append(added(known));
    append(renamed(known, 1), added(fresh), renamed(fresh, 1), renamed(known, 2));
    assertThat(
            jdbc.queryForList(
                "select aggregate_id || ' ' || sequence_number from events.event order by global_index",
                String.class))
        .containsExactly(known + " 0", known + " 1", fresh + " 0", fresh + " 1", known + " 2");
  }

  @Test
  void every_row_carries_the_hash_of_its_bytes_and_of_the_event_before() throws Exception {
    ObjectKey target = education();
    append(added(target), renamed(target, 1));
    append(renamed(target, 2));
    byte[] previous = null;
    for (Map<String, Object> row :
        jdbc.queryForList(
            "select *, payload::text as p, metadata::text as m from events.event order by sequence_number")) {
      assertThat((byte[]) row.get("previous_hash")).isEqualTo(previous);
      MessageDigest content = MessageDigest.getInstance("SHA-256");
      for (Object column :
          new Object[] {
            row.get("event_id"),
            row.get("aggregate_id"),
            row.get("sequence_number"),
            row.get("aggregate_type"),
            row.get("event_type"),
            row.get("revision"),
            jdbc.queryForObject(
                    "select occurred_at from events.event where event_id = ?",
                    OffsetDateTime.class,
                    row.get("event_id"))
                .toInstant(),
            row.get("p"),
            row.get("m")
          }) {
        byte[] bytes = column.toString().getBytes(StandardCharsets.UTF_8);
        content.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        content.update(bytes);
      }
      ByteArrayOutputStream chained = new ByteArrayOutputStream();
      if (previous != null) {
        chained.write(previous);
      }
      chained.write(content.digest());
      byte[] expected = MessageDigest.getInstance("SHA-256").digest(chained.toByteArray());
      assertThat((byte[]) row.get("hash")).isEqualTo(expected);
      previous = expected;
    }
  }

  @Test
  void the_second_of_two_writers_learns_that_it_was_too_late() {
    ObjectKey target = education();
    append(added(target));
    assertThatThrownBy(() -> append(added(target)))
        .isInstanceOf(AggregateStreamCreationException.class);
    append(renamed(target, 1));
    assertThatThrownBy(() -> append(renamed(target, 1))).isInstanceOf(ConcurrencyException.class);
    assertThat(jdbc.queryForObject("select count(*) from events.event", Long.class)).isEqualTo(2);
  }

  @Test
  void an_event_that_would_break_the_chain_is_refused() {
    assertThatThrownBy(() -> append(renamed(education(), 5))).isInstanceOf(RuntimeException.class);
    assertThat(jdbc.queryForObject("select count(*) from events.event", Long.class)).isZero();
  }

  @Test
  void no_reader_misses_an_event_whatever_the_writers_do() throws Exception {
    int writers = 8;
    int eventsAWriter = 150;
    DomainEventMessage<?> end = added(education());
    CountDownLatch slowHasWritten = new CountDownLatch(1);
    CountDownLatch othersAreDone = new CountDownLatch(1);
    Set<String> committed = java.util.concurrent.ConcurrentHashMap.newKeySet();
    ExecutorService threads = Executors.newFixedThreadPool(writers + 2);
    try {
      // Draws early places in the order and gives them back only when everybody else is through.
      Future<?> slow =
          threads.submit(
              () -> {
                List<DomainEventMessage<?>> events =
                    List.of(added(education()), added(education()));
                transactions.executeWithoutResult(
                    status -> {
                      engine.appendEvents(events);
                      slowHasWritten.countDown();
                      await(othersAreDone);
                    });
                events.forEach(event -> committed.add(event.getIdentifier()));
              });
      await(slowHasWritten);
      Future<List<String>> reader =
          threads.submit(
              () -> {
                List<String> seen = new ArrayList<>();
                TrackingToken place = history.start();
                while (!seen.contains(end.getIdentifier())) {
                  for (TrackedEventMessage<?> event : history.settledAfter(place, 50)) {
                    seen.add(event.getIdentifier());
                    place = event.trackingToken();
                  }
                }
                return seen;
              });
      List<Future<?>> fast = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        int writer = w;
        fast.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < eventsAWriter; i++) {
                    DomainEventMessage<?> event = added(education());
                    boolean rollBack = (i + writer) % 5 == 0;
                    transactions.executeWithoutResult(
                        status -> {
                          engine.appendEvents(List.of(event));
                          if (rollBack) {
                            status.setRollbackOnly();
                          }
                        });
                    if (!rollBack) {
                      committed.add(event.getIdentifier());
                    }
                  }
                }));
      }
      for (Future<?> writer : fast) {
        writer.get(60, TimeUnit.SECONDS);
      }
      othersAreDone.countDown();
      slow.get(60, TimeUnit.SECONDS);
      // The reader is through when it has seen what was written after everything else.
      append(end);
      committed.add(end.getIdentifier());
      List<String> seen = reader.get(60, TimeUnit.SECONDS);
      assertThat(new HashSet<>(seen)).hasSameSizeAs(seen).isEqualTo(committed);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void personal_fields_are_unreadable_once_the_key_is_destroyed_and_the_rest_still_replays() {
    UUID person = UUID.randomUUID();
    ObjectKey target = ObjectKey.of(Persons.TYPE, COMPANY, person);
    append(
        message(
            target,
            0,
            new PersonRegistered(
                target,
                person,
                Delta.added(Map.of("EMail", "someone@people.example", "Active", false)))));
    String stored = jdbc.queryForObject("select payload::text from events.event", String.class);
    assertThat(stored).doesNotContain("someone@people.example").doesNotContain("EMail");
    assertThat(registered().delta().after("EMail")).isEqualTo("someone@people.example");
    transactions.executeWithoutResult(status -> keys.destroy(new DataSubject(COMPANY, person)));
    assertThat(registered().delta().touches("EMail")).isFalse();
    assertThat(registered().delta().after("Active")).isEqualTo(false);
    SubjectKeys afterRestart =
        new SubjectKeys(jdbc, MasterKey.readOrCreate(folder.resolve("master.key")));
    assertThat(afterRestart.open(new DataSubject(COMPANY, person), new byte[40], "any")).isEmpty();
  }

  @Test
  void destroying_a_key_leaves_the_same_id_in_another_company_alone() {
    UUID id = UUID.randomUUID();
    DataSubject elsewhere = new DataSubject(Space.of(UUID.randomUUID()), id);
    byte[] ciphertext = keys.seal(elsewhere, new byte[] {7}, "context");
    keys.seal(new DataSubject(COMPANY, id), new byte[] {8}, "context");
    transactions.executeWithoutResult(status -> keys.destroy(new DataSubject(COMPANY, id)));
    assertThat(keys.open(elsewhere, ciphertext, "context")).contains(new byte[] {7});
  }

  @Test
  void a_key_made_in_a_transaction_that_was_rolled_back_seals_nothing_later() {
    DataSubject person = new DataSubject(COMPANY, UUID.randomUUID());
    transactions.executeWithoutResult(
        status -> {
          keys.seal(person, new byte[] {1}, "context");
          status.setRollbackOnly();
        });
    byte[] ciphertext =
        transactions.execute(status -> keys.seal(person, new byte[] {2}, "context"));
    SubjectKeys afterRestart =
        new SubjectKeys(jdbc, MasterKey.readOrCreate(folder.resolve("master.key")));
    assertThat(afterRestart.open(person, ciphertext, "context")).contains(new byte[] {2});
  }

  private PersonRegistered registered() {
    database.awaitSettled();
    return (PersonRegistered) history.settledAfter(history.start(), 1).get(0).getPayload();
  }

  @Test
  void an_old_revision_is_read_through_an_upcaster() {
    ObjectKey target = education();
    append(added(target));
    // As if "Name" had been called "Title" in a revision before the first.
    PostgresEventStorageEngine upcasting =
        engine(new EventUpcasterChain(new NameWasOnceLowerCase()));
    Stream<? extends DomainEventMessage<?>> events =
        upcasting.readEvents(target.toString(), 0).asStream();
    RecordAdded read = (RecordAdded) events.findFirst().orElseThrow().getPayload();
    assertThat(read.delta().after("Name")).isEqualTo("UNIVERSITY");
  }

  /** A worked example: how an upcaster looks at an event, and that it is asked. */
  private static final class NameWasOnceLowerCase extends SingleEventUpcaster {

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
      return event.getType().getName().equals("RecordAdded")
          && "1".equals(event.getType().getRevision());
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
      return event.upcastPayload(
          new SimpleSerializedType("RecordAdded", "2"), JsonNode.class, this::upcast);
    }

    private JsonNode upcast(JsonNode payload) {
      ObjectNode changed = payload.deepCopy();
      ObjectNode name = (ObjectNode) changed.get("delta").get("Name");
      name.put("+", name.get("+").asText().toUpperCase(java.util.Locale.ROOT));
      return changed;
    }
  }

  @Test
  void a_change_keeps_what_was_there_before() {
    ObjectKey target = education();
    append(added(target), renamed(target, 1));
    RecordChanged read =
        (RecordChanged)
            engine
                .readEvents(target.toString(), 1)
                .asStream()
                .findFirst()
                .orElseThrow()
                .getPayload();
    assertThat(read.delta().changes().get("Name"))
        .isEqualTo(Change.Value.replaced("University", "Name 1"));
    assertThat(new ObjectMapper().valueToTree(read.delta()).toString())
        .isEqualTo("{\"Name\":{\"-\":\"University\",\"+\":\"Name 1\"}}");
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Nobody came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
