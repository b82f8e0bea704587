package org.itr.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.Assumptions;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
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
import org.itr.store.EventSerializer;
import org.itr.store.PostgresEventStorageEngine;
import org.itr.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class VerificationIT {

  private static final Space COMPANY = Space.of(UUID.randomUUID());

  /** Where Linux shows which files this process has open. */
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  @TempDir Path folder;
  private TestDatabase database;
  private JdbcTemplate jdbc;
  private TransactionTemplate transactions;
  private SubjectKeys keys;
  private EventStorageEngine engine;
  private SealKey sealKey;
  private SealHeads heads;
  private Sealer sealer;

  @BeforeEach
  void connect() {
    database = TestDatabase.create();
    jdbc = new JdbcTemplate(database.application());
    JdbcTransactionManager manager = new JdbcTransactionManager(database.application());
    transactions = new TransactionTemplate(manager);
    keys = new SubjectKeys(jdbc, MasterKey.readOrCreate(folder.resolve("master.key")));
    engine =
        PostgresEventStorageEngine.on(
            new SpringDataSourceConnectionProvider(database.application()),
            new SpringTransactionManager(manager),
            EventSerializer.with(keys),
            new EventUpcasterChain(),
            (events, statements) -> {});
    sealKey = SealKey.readOrCreate(folder.resolve("seal.key"));
    heads = new SealHeads(folder.resolve("heads.jsonl"));
    sealer = new Sealer(jdbc, sealKey, heads, Clock.systemUTC());
  }

  @AfterEach
  void disconnect() {
    database.close();
  }

  /** Four seals: two educations, each renamed twice, all in transactions of their own. */
  private void write() {
    for (int education = 0; education < 2; education++) {
      ObjectKey target = ObjectKey.of(Educations.TYPE, COMPANY, UUID.randomUUID());
      append(target, 0, new RecordAdded(target, null, Delta.added(Map.of("Name", "University"))));
      append(target, 1, new RecordChanged(target, null, Delta.replaced("Name", "University", "1")));
      seal(sealer);
      append(target, 2, new RecordChanged(target, null, Delta.replaced("Name", "1", "2")));
      seal(sealer);
    }
  }

  /** Makes one seal over everything written so far. */
  private void seal(Sealer by) {
    database.awaitSettled();
    by.seal();
  }

  private void append(ObjectKey target, long sequence, Object event) {
    EventMessage<?> message =
        new GenericDomainEventMessage<>(
            "Record", target.toString(), sequence, event, MetaData.emptyInstance());
    transactions.executeWithoutResult(status -> engine.appendEvents(List.of(message)));
  }

  /** What somebody with all rights on the database can do. */
  private void tamper(String sql) throws SQLException {
    try (Connection connection = database.owner().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      assertThat(statement.executeUpdate(sql)).as("rows tampered with").isPositive();
    }
  }

  private Verification.Result verify() throws SQLException {
    return new Verification(database.application(), sealKey.publicKeys(), heads).run();
  }

  private Finding found() throws SQLException {
    return verify().finding().orElseThrow();
  }

  private String place(int nth) {
    return jdbc.queryForObject(
        """
        select transaction_id::text || '/' || global_index from events.event
        order by transaction_id, global_index offset ? limit 1
        """,
        String.class,
        nth);
  }

  private static String where(String place) {
    return " where global_index = " + place.substring(place.indexOf('/') + 1);
  }

  @Test
  void history_that_nobody_touched_is_whole() throws SQLException {
    write();
    Verification.Result result = verify();
    assertThat(result.finding()).isEmpty();
    assertThat(result.events()).isEqualTo(6);
    assertThat(result.sealed()).isEqualTo(6);
    assertThat(result.seals()).isEqualTo(4);
  }

  @Test
  void events_after_the_last_seal_are_checked_by_their_own_hashes() throws SQLException {
    write();
    appendLate();
    assertThat(verify().finding()).isEmpty();
    assertThat(verify().events()).isEqualTo(7);
    String place = place(6);
    tamper("update events.event set event_type = 'RecordRemoved'" + where(place));
    assertThat(found()).extracting("kind", "place").containsExactly(Finding.Kind.ALTERED, place);
  }

  @Test
  void an_altered_event_is_named_whatever_column_it_was() throws SQLException {
    write();
    String place = place(2);
    Map<String, Object> row = jdbc.queryForMap("select * from events.event" + where(place));
    for (String change :
        List.of(
            "payload = replace(payload::text, '2', '3')::json",
            "metadata = '{\"user\":\"somebody else\"}'::json",
            "occurred_at = occurred_at - interval '1 day'",
            "event_type = 'RecordRemoved'",
            "aggregate_id = aggregate_id || 'x'",
            "hash = sha256('x')")) {
      tamper("update events.event set " + change + where(place));
      assertThat(found())
          .as(change)
          .extracting("kind", "place")
          .containsExactly(Finding.Kind.ALTERED, place);
      restore(row, place);
      assertThat(verify().finding()).isEmpty();
    }
  }

  private void restore(Map<String, Object> row, String place) throws SQLException {
    try (Connection connection = database.owner().getConnection();
        Statement statement = connection.createStatement();
        var update =
            connection.prepareStatement(
                "update events.event set payload = ?::json, metadata = ?::json, occurred_at = ?,"
                    + " event_type = ?, aggregate_id = ?, hash = ?"
                    + where(place))) {
      statement.execute("set session_replication_role = replica");
      update.setString(1, row.get("payload").toString());
      update.setString(2, row.get("metadata").toString());
      update.setObject(3, row.get("occurred_at"));
      update.setObject(4, row.get("event_type"));
      update.setObject(5, row.get("aggregate_id"));
      update.setObject(6, row.get("hash"));
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  @Test
  void a_missing_event_is_named() throws SQLException {
    write();
    String place = place(3);
    tamper("delete from events.event" + where(place));
    assertThat(found()).extracting("kind", "place").containsExactly(Finding.Kind.MISSING, place);
  }

  @Test
  void an_event_put_among_sealed_ones_is_named() throws SQLException {
    write();
    String after = place(1);
    String transaction = after.substring(0, after.indexOf('/'));
    tamper(
        """
        insert into events.event overriding system value
        select global_index + 1000, '%s'::xid8, gen_random_uuid(), aggregate_id || 'forged', 0, aggregate_type,
               event_type, revision, occurred_at, payload, metadata, null, sha256('forged')
        from events.event"""
                .formatted(transaction)
            + where(after));
    Finding finding = found();
    assertThat(finding.kind()).isEqualTo(Finding.Kind.ADDED);
    assertThat(finding.place()).startsWith(transaction + "/").isNotEqualTo(after);
  }

  @Test
  void events_in_another_order_are_named() throws SQLException {
    write();
    String first = place(0);
    tamper(
        "update events.event set transaction_id = (select max(transaction_id) from events.event)"
            + where(first));
    assertThat(found()).extracting("kind", "place").containsExactly(Finding.Kind.REORDERED, first);
  }

  @Test
  void an_end_that_was_cut_off_is_seen_even_with_its_seal() throws SQLException {
    write();
    String last = place(5);
    tamper("delete from events.event" + where(last));
    assertThat(found()).extracting("kind", "place").containsExactly(Finding.Kind.MISSING, last);
    tamper("delete from events.seal where number = 4");
    assertThat(found()).extracting("kind", "place").containsExactly(Finding.Kind.CUT_OFF, "seal 4");
  }

  @Test
  void a_seal_made_by_another_key_is_none() throws SQLException, IOException {
    write();
    tamper("delete from events.seal where number = 4");
    seal(
        new Sealer(
            jdbc,
            SealKey.readOrCreate(folder.resolve("forger.key")),
            new SealHeads(folder.resolve("forged.jsonl")),
            Clock.systemUTC()));
    assertThat(found())
        .extracting("kind", "place")
        .containsExactly(Finding.Kind.BROKEN_SEAL, "seal 4");
  }

  @Test
  void a_seal_taken_out_of_the_middle_is_missed() throws SQLException {
    write();
    tamper("delete from events.seal where number = 2");
    assertThat(found())
        .extracting("kind", "place")
        .containsExactly(Finding.Kind.BROKEN_SEAL, "seal 2");
  }

  @Test
  void history_sealed_anew_with_the_right_key_still_differs_from_the_heads() throws SQLException {
    write();
    tamper("delete from events.seal where number = 4");
    appendLate();
    seal(
        new Sealer(jdbc, sealKey, new SealHeads(folder.resolve("other.jsonl")), Clock.systemUTC()));
    assertThat(found())
        .extracting("kind", "place")
        .containsExactly(Finding.Kind.BROKEN_SEAL, "seal 4");
  }

  @Test
  void an_event_that_does_not_continue_its_chain_is_named() throws SQLException {
    ObjectKey target = ObjectKey.of(Educations.TYPE, COMPANY, UUID.randomUUID());
    append(target, 0, new RecordAdded(target, null, Delta.added(Map.of("Name", "University"))));
    append(target, 1, new RecordChanged(target, null, Delta.replaced("Name", "University", "1")));
    append(target, 2, new RecordChanged(target, null, Delta.replaced("Name", "1", "2")));
    String last = place(2);
    tamper("delete from events.event" + where(place(1)));
    seal(sealer);
    assertThat(found())
        .extracting("kind", "place")
        .containsExactly(Finding.Kind.BROKEN_CHAIN, last);
  }

  @Test
  void erasing_a_person_leaves_the_proof_whole() throws SQLException {
    UUID person = UUID.randomUUID();
    ObjectKey target = ObjectKey.of(Persons.TYPE, COMPANY, person);
    append(
        target,
        0,
        new PersonRegistered(target, person, Delta.added(Map.of("EMail", "a@people.example"))));
    seal(sealer);
    transactions.executeWithoutResult(status -> keys.destroy(new DataSubject(COMPANY, person)));
    assertThat(verify().finding()).isEmpty();
  }

  @Test
  void the_head_that_a_crash_left_out_is_written_by_the_next_start() throws Exception {
    write();
    List<String> lines = Files.readAllLines(heads.file());
    String halfWritten = lines.get(3).substring(0, 20);
    Files.writeString(heads.file(), String.join("\n", lines.subList(0, 3)) + "\n" + halfWritten);
    assertThat(verify().finding()).isEmpty();
    sealer.resume();
    assertThat(inFile()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(verify().finding()).isEmpty();
  }

  @Test
  void a_head_that_could_not_be_written_is_written_before_another_seal_is_made() throws Exception {
    write();
    Path aside = folder.resolve("aside.jsonl");
    Files.move(heads.file(), aside);
    Files.createDirectory(heads.file());
    appendLate();
    assertThatThrownBy(() -> seal(sealer)).isInstanceOf(UncheckedIOException.class);
    appendLate();
    assertThatThrownBy(() -> seal(sealer)).isInstanceOf(UncheckedIOException.class);
    assertThat(jdbc.queryForObject("select max(number) from events.seal", Long.class)).isEqualTo(5);
    Files.delete(heads.file());
    Files.move(aside, heads.file());
    seal(sealer);
    assertThat(inFile()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(verify().finding()).isEmpty();
  }

  @Test
  void heads_are_read_as_they_are_asked_for_and_the_file_is_let_go() throws Exception {
    write();
    List<String> lines = Files.readAllLines(heads.file());
    String first = lines.get(0);
    Files.write(heads.file(), Collections.nCopies(1_000, first));
    try (Stream<SealHeads.Head> read = heads.read()) {
      Iterator<SealHeads.Head> each = read.iterator();
      assertThat(each.next().seal()).isEqualTo(1);
      // What stood behind the first lines had not been read yet.
      Files.write(heads.file(), lines);
      assertThat(each).toIterable().hasSizeLessThan(999);
    }
    assertThat(verify().finding()).isEmpty();
    assertThat(verify().finding()).isEmpty();
    Assumptions.assumeThat(OPEN_FILES).exists();
    try (Stream<Path> open = Files.list(OPEN_FILES)) {
      assertThat(open.filter(Files::exists).map(VerificationIT::target))
          .isNotEmpty()
          .doesNotContain(heads.file().toRealPath());
    }
  }

  @Test
  void a_seal_made_during_a_verification_is_not_taken_for_one_that_was_cut_off() throws Exception {
    write();
    try (Connection connection = database.application().getConnection();
        Stream<SealHeads.Head> read = heads.read()) {
      assertThat(new KnownHeads(read.iterator()).lost(connection, 3)).isEmpty();
    }
  }

  private static Path target(Path link) {
    try {
      return Files.readSymbolicLink(link);
    } catch (IOException e) {
      return link;
    }
  }

  @Test
  void the_last_head_is_found_behind_what_is_half_written() throws Exception {
    assertThat(heads.last()).isEmpty();
    write();
    assertThat(heads.last().orElseThrow().seal()).isEqualTo(4);
    Files.writeString(heads.file(), "x".repeat(5_000), StandardOpenOption.APPEND);
    assertThat(heads.last().orElseThrow().seal()).isEqualTo(4);
  }

  private List<Long> inFile() {
    try (Stream<SealHeads.Head> read = heads.read()) {
      return read.map(SealHeads.Head::seal).toList();
    }
  }

  private void appendLate() {
    ObjectKey target = ObjectKey.of(Educations.TYPE, COMPANY, UUID.randomUUID());
    append(target, 0, new RecordAdded(target, null, Delta.added(Map.of("Name", "Late"))));
  }

  @Test
  void heads_that_were_taken_out_of_the_file_are_missed_and_not_written_anew() throws Exception {
    write();
    List<String> lines = Files.readAllLines(heads.file());
    Map<String, List<String>> left =
        Map.of(
            "seal 1", List.of(),
            "seal 3", lines.subList(0, 2),
            "seal 2", List.of(lines.get(0), lines.get(2), lines.get(3)));
    for (Map.Entry<String, List<String>> each : left.entrySet()) {
      Files.write(heads.file(), each.getValue());
      sealer.resume();
      assertThat(found())
          .extracting("kind", "place")
          .containsExactly(Finding.Kind.HEAD_MISSING, each.getKey());
    }
    Files.delete(heads.file());
    sealer.resume();
    assertThat(found().kind()).isEqualTo(Finding.Kind.HEAD_MISSING);
    assertThat(heads.file()).doesNotExist();
  }

  @Test
  void a_lost_head_does_not_hide_that_an_event_was_altered() throws Exception {
    write();
    Files.delete(heads.file());
    String place = place(2);
    tamper("update events.event set event_type = 'RecordRemoved'" + where(place));
    assertThat(found()).extracting("kind", "place").containsExactly(Finding.Kind.ALTERED, place);
  }

  @Test
  void the_heads_of_a_restored_database_are_completed() throws Exception {
    write();
    List<String> lines = Files.readAllLines(heads.file());
    Files.write(heads.file(), lines.subList(0, 1));
    heads.complete(database.owner());
    assertThat(Files.readAllLines(heads.file())).isEqualTo(lines);
  }

  @Test
  void events_where_no_reader_would_look_are_named() throws SQLException {
    write();
    for (String at : List.of("-5, '0'::xid8", "0, '0'::xid8", "7, '9000000000'::xid8")) {
      tamper(
          """
          insert into events.event overriding system value
          select %s, gen_random_uuid(), aggregate_id || 'forged', 0, aggregate_type, event_type, revision,
                 occurred_at, payload, metadata, null, sha256('forged')
          from events.event"""
                  .formatted(at)
              + where(place(0)));
      assertThat(found().kind()).as(at).isEqualTo(Finding.Kind.ADDED);
      tamper("delete from events.event where hash = sha256('forged')");
      assertThat(verify().finding()).isEmpty();
    }
  }

  @Test
  void the_server_cannot_choose_the_place_of_an_event() {
    write();
    for (String column : List.of("transaction_id", "global_index")) {
      assertThatThrownBy(
              () ->
                  jdbc.execute(
                      """
                      insert into events.event (%s, event_id, aggregate_id, sequence_number, aggregate_type,
                        event_type, revision, occurred_at, payload, metadata, hash)
                      overriding system value values (default, gen_random_uuid(), 'x', 0, '', '', '', now(), '{}', '{}', '')
                      """
                          .formatted(column)))
          .hasStackTraceContaining("permission denied");
    }
  }

  @Test
  void what_an_older_key_signed_is_still_proved_and_it_signs_no_more() throws SQLException {
    write();
    Sealer old = sealer;
    SealKey.renew(folder.resolve("seal.key"));
    sealKey = SealKey.readOrCreate(folder.resolve("seal.key"));
    sealer = new Sealer(jdbc, sealKey, heads, Clock.systemUTC());
    sealer.resume();
    write();
    assertThat(verify().finding()).isEmpty();
    assertThat(verify().seals()).isEqualTo(8);
    appendLate();
    seal(old);
    assertThat(found())
        .extracting("kind", "place")
        .containsExactly(Finding.Kind.BROKEN_SEAL, "seal 9");
  }

  @Test
  void nothing_is_sealed_on_with_a_key_that_did_not_sign_before() {
    write();
    Sealer other =
        new Sealer(
            jdbc, SealKey.readOrCreate(folder.resolve("other.key")), heads, Clock.systemUTC());
    assertThatThrownBy(other::resume)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Seal 4 was not made with the seal key");
  }

  @Test
  void how_far_seals_reach_and_what_they_do_not_reach_yet_is_told() throws SQLException {
    assertThat(verify().end()).isEmpty();
    write();
    Verification.Result result = verify();
    assertThat(result.end().orElseThrow().place()).isEqualTo(place(5));
    assertThat(result.unsealed()).isZero();
    assertThat(sealer.oldestUnsealed()).isEmpty();
    ObjectKey target = ObjectKey.of(Educations.TYPE, COMPANY, UUID.randomUUID());
    append(target, 0, new RecordAdded(target, null, Delta.added(Map.of("Name", "Late"))));
    append(target, 1, new RecordChanged(target, null, Delta.replaced("Name", "Late", "1")));
    assertThat(verify().end()).isEqualTo(result.end());
    assertThat(verify().unsealed()).isEqualTo(2);
    assertThat(sealer.oldestUnsealed())
        .contains(
            jdbc.queryForObject(
                    "select min(occurred_at) from events.event where aggregate_id = ?",
                    OffsetDateTime.class,
                    target.toString())
                .toInstant());
  }

  @Test
  void the_server_can_neither_change_nor_remove_a_seal() {
    write();
    for (String statement :
        List.of(
            "update events.seal set hash = ''",
            "delete from events.seal",
            "truncate events.seal")) {
      assertThatThrownBy(() -> jdbc.execute(statement))
          .isInstanceOf(org.springframework.dao.DataAccessException.class);
    }
  }
}
