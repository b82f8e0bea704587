package org.itr.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.itr.application.ItrApplication;
import org.itr.event.DomainEvent;
import org.itr.event.MetaDataKeys;
import org.itr.objecttype.Change;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.itr.person.PersonEvent.PersonRegistered;
import org.itr.person.Persons;
import org.itr.proof.SealHeads;
import org.itr.proof.SealKey;
import org.itr.proof.Sealer;
import org.itr.proof.Verification;
import org.itr.record.Educations;
import org.itr.record.RecordCommand.SaveRecord;
import org.itr.session.SessionEvent.SessionChanged;
import org.itr.session.SessionEvent.SessionPlanned;
import org.itr.session.Sessions;
import org.itr.sessiontest.SessionTestEvent.SessionTestAnswered;
import org.itr.sessiontest.SessionTestEvent.SessionTestAssigned;
import org.itr.sessiontest.SessionTests;
import org.itr.store.CommandSender;
import org.itr.store.EventDigest;
import org.itr.view.ProjectionRebuild;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Measures the store and the rebuild inside the application, without HTTP. */
final class StoreBench {

  /** What can be measured here. */
  static final List<String> PARTS = List.of("append", "rebuild", "rebuild-load", "verify");

  private static final int ROUNDS = 5;
  private static final int EVENTS_A_TRANSACTION = 1_000;
  private static final int PAGES = 20;

  private final Path folder;
  private final Table table;
  private final Set<String> parts;
  private final double seconds;
  private final int events;

  StoreBench(Path folder, Table table, Set<String> parts, double seconds, int events) {
    this.parts = parts;
    this.folder = folder;
    this.table = table;
    this.seconds = seconds;
    this.events = events;
  }

  /**
   * Runs the parts, and answers the ceiling that is measured in any case: plain INSERTs a second.
   */
  double run() throws Exception {
    try (ConfigurableApplicationContext application =
        new SpringApplicationBuilder(ItrApplication.class)
            .run(
                "--ITR_PORT=0",
                "--ITR_MANAGEMENT_PORT=0",
                "--ITR_DATA_DIR=" + folder,
                "--ITR_ADMIN_PASSWORD=" + ServerBench.PASSWORD,
                "--logging.level.root=WARN")) {
      double ceiling = append(application);
      if (parts.contains("rebuild") || parts.contains("rebuild-load") || parts.contains("verify")) {
        fill(application);
      }
      if (parts.contains("rebuild")) {
        rebuild(application);
      }
      if (parts.contains("rebuild-load")) {
        new RebuildLoadBench(application, table).run();
      }
      if (parts.contains("verify")) {
        verify(application);
      }
      return ceiling;
    }
  }

  private double append(ConfigurableApplicationContext application) throws Exception {
    CommandSender sender = application.getBean(CommandSender.class);
    DataSource pool = application.getBean(DataSource.class);
    Owner owner = new Owner(folder);
    owner.execute("create table work.bench_event (like events.event including all)");
    owner.execute("grant select, insert on work.bench_event to itr_app");
    Callers.warmUp(seconds, creating(sender));
    insert(pool, seconds);
    double[] commands = new double[ROUNDS];
    double[] inserts = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      inserts[round] = insert(pool, seconds);
      commands[round] = Callers.rate(seconds, creating(sender));
    }
    owner.execute("drop table work.bench_event");
    double ceiling = median(inserts);
    table.share(
        "events appended by creating commands, 16 callers", median(commands), ceiling, "/s", 0.35);
    return ceiling;
  }

  private static IntFunction<Callers.Step> creating(CommandSender sender) {
    Space company = Space.of(UUID.randomUUID());
    Map<String, String> metaData = metaData(company);
    return caller ->
        () ->
            sender.send(
                new SaveRecord(
                    ObjectKey.of(Educations.TYPE, company, UUID.randomUUID()),
                    null,
                    Map.of("Name", "University of " + caller, "EducationGroup", "Academic")),
                metaData);
  }

  private static Map<String, String> metaData(Space company) {
    return Map.of(
        MetaDataKeys.COMPANY, company.toString(),
        MetaDataKeys.USER, UUID.randomUUID().toString(),
        MetaDataKeys.TOKEN_SESSION, UUID.randomUUID().toString(),
        MetaDataKeys.ADDRESS, "127.0.0.1",
        MetaDataKeys.BROWSER, UUID.randomUUID().toString(),
        MetaDataKeys.CORRELATION, UUID.randomUUID().toString());
  }

  /**
   * The row of such an event, inserted plainly: prepared, committed by itself, nothing read,
   * nothing folded.
   */
  private static double insert(DataSource pool, double seconds) throws Exception {
    String payload;
    String metadata;
    try (Connection connection = pool.getConnection();
        PreparedStatement last =
            connection.prepareStatement(
                "select payload::text, metadata::text from events.event where event_type = 'RecordAdded' order by global_index desc limit 1");
        ResultSet row = last.executeQuery()) {
      row.next();
      payload = row.getString(1);
      metadata = row.getString(2);
    }
    return Callers.rate(
        seconds,
        caller ->
            () -> {
              try (Connection connection = pool.getConnection();
                  PreparedStatement insert =
                      connection.prepareStatement(
                          """
                          insert into work.bench_event (event_id, aggregate_id, sequence_number, aggregate_type, event_type,
                                                        revision, occurred_at, payload, metadata, hash)
                          values (?, ?, 0, 'Record', 'RecordAdded', '1', ?, ?::json, ?::json, ?)
                          """)) {
                UUID id = UUID.randomUUID();
                insert.setObject(1, id);
                insert.setString(2, "educations/" + UUID.randomUUID() + "/" + id);
                insert.setObject(3, OffsetDateTime.now());
                insert.setString(4, payload);
                insert.setString(5, metadata);
                insert.setBytes(6, new byte[32]);
                insert.executeUpdate();
              }
            });
  }

  /**
   * All of history is sealed and then checked; the ceiling is hashing alone, on as many threads.
   */
  private void verify(ConfigurableApplicationContext application) throws Exception {
    SealKey key = SealKey.readOrCreate(folder.resolve("keys").resolve("seal.key"));
    SealHeads heads = new SealHeads(folder.resolve("seals").resolve("heads.jsonl"));
    new Sealer(application.getBean(JdbcTemplate.class), key, heads, Clock.systemUTC()).seal();
    long start = System.nanoTime();
    Verification.Result result =
        new Verification(new Owner(folder).source(), key.publicKeys(), heads).run();
    double rate = result.events() * 1e9 / (System.nanoTime() - start);
    if (result.finding().isPresent()) {
      throw new IllegalStateException(result.finding().get().text());
    }
    table.atLeast(
        "events verified, of " + result.events(), rate, hashes(application), "/s", 100_000);
  }

  private double hashes(ConfigurableApplicationContext application) throws Exception {
    String row =
        application
            .getBean(JdbcTemplate.class)
            .queryForObject(
                "select event_id::text || aggregate_id || event_type || payload::text || metadata::text from events.event"
                    + " where event_type = 'SessionTestAnswered' order by global_index desc limit 1",
                String.class);
    return Callers.rate(
        2,
        seconds,
        caller -> {
          EventDigest digest = new EventDigest();
          byte[] previous = new byte[32];
          return () -> digest.chained(previous, digest.ofColumns(row));
        });
  }

  private void rebuild(ConfigurableApplicationContext application) throws Exception {
    DataSource pool = application.getBean(DataSource.class);
    long start = System.nanoTime();
    long count = read(pool);
    double reading = count * 1e9 / (System.nanoTime() - start);
    long begin = System.nanoTime();
    long[] told = {0};
    application
        .getBean(ProjectionRebuild.class)
        .rebuildAll(
            progress -> {
              if (progress.events() - told[0] >= events / 10) {
                told[0] = progress.events();
                System.out.println("  rebuild: " + progress.events() + " of " + progress.total());
              }
            });
    double rebuilding = count * 1e9 / (System.nanoTime() - begin);
    table.share(
        "rebuild of all projections from " + count + " events", rebuilding, reading, "/s", 0.05);
  }

  private static long read(DataSource pool) throws Exception {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select * from events.event order by transaction_id, global_index")) {
        statement.setFetchSize(1_000);
        long count = 0;
        try (ResultSet row = statement.executeQuery()) {
          int columns = row.getMetaData().getColumnCount();
          while (row.next()) {
            for (int i = 1; i <= columns; i++) {
              row.getObject(i);
            }
            count++;
          }
        }
        return count;
      }
    }
  }

  /** Sessions of a candidate each, answered page by page: what most of history is made of. */
  private void fill(ConfigurableApplicationContext application) {
    EventStorageEngine engine = application.getBean(EventStorageEngine.class);
    TransactionTemplate transaction =
        new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
    Space company = Space.of(UUID.randomUUID());
    MetaData metaData = MetaData.from(metaData(company));
    List<EventMessage<?>> batch = new ArrayList<>();
    for (int made = 0; made < events; made += PAGES + 4) {
      session(company, metaData, batch);
      if (batch.size() >= EVENTS_A_TRANSACTION) {
        List<EventMessage<?>> full = List.copyOf(batch);
        transaction.executeWithoutResult(status -> engine.appendEvents(full));
        batch.clear();
      }
    }
  }

  private static void session(Space company, MetaData metaData, List<EventMessage<?>> batch) {
    UUID personId = UUID.randomUUID();
    UUID sessionId = UUID.randomUUID();
    UUID testId = UUID.randomUUID();
    ObjectKey person = ObjectKey.of(Persons.TYPE, company, personId);
    ObjectKey session = ObjectKey.of(Sessions.TYPE, company, sessionId);
    ObjectKey test = ObjectKey.of(SessionTests.TYPE, company, UUID.randomUUID());
    add(
        batch,
        metaData,
        "Person",
        0,
        new PersonRegistered(
            person,
            personId,
            Delta.added(Map.of("EMail", personId + "@people.example", "LastName", "Person"))));
    add(
        batch,
        metaData,
        "Session",
        0,
        new SessionPlanned(
            session,
            personId,
            10,
            Delta.added(
                Map.of(
                    "PersonID", personId.toString(), "Status", 10L, "Description", "A session"))));
    add(
        batch,
        metaData,
        "SessionTest",
        0,
        new SessionTestAssigned(
            test,
            personId,
            sessionId,
            testId,
            10,
            0,
            Delta.added(
                Map.of(
                    "SessionID",
                    sessionId.toString(),
                    "PersID",
                    personId.toString(),
                    "Status",
                    10L))));
    for (int page = 1; page <= PAGES; page++) {
      Map<String, Change> changes =
          Map.of(
              "CurrentPage",
              Change.Value.replaced(page - 1L, (long) page),
              "Results",
              new Change.Parts(
                  Map.of(
                      "/page" + page,
                      Change.Value.added(
                          Map.of("Value", "answer " + page, "Visible", true, "Anonimise", false))),
                  null));
      add(
          batch,
          metaData,
          "SessionTest",
          page,
          new SessionTestAnswered(test, personId, sessionId, testId, 20, page, Delta.of(changes)));
    }
    add(
        batch,
        metaData,
        "Session",
        1,
        new SessionChanged(session, personId, 31, Delta.replaced("Status", 10L, 31L)));
  }

  private static void add(
      List<EventMessage<?>> batch,
      MetaData metaData,
      String type,
      long sequence,
      DomainEvent event) {
    batch.add(
        new GenericDomainEventMessage<>(
            type, event.target().toString(), sequence, event, metaData));
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
