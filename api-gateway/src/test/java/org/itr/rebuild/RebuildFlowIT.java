package org.itr.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.itr.event.MetaDataKeys;
import org.itr.rebuild.RebuildCommand.StartRebuild;
import org.itr.store.CommandSender;
import org.itr.support.Application;
import org.itr.support.ServerProcess;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.itr.view.ProjectionComparison;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Projections are shown, made again from history under load, and compared with it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RebuildFlowIT {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Application application;
  private Website master;
  private JdbcTemplate jdbc;

  @BeforeAll
  void start() {
    application = Application.start();
    master = masterOf(application);
    jdbc = application.part(JdbcTemplate.class);
  }

  private static Website masterOf(Application server) {
    Website website = new Website(server.url());
    website.login("Admin", ServerProcess.ADMIN_PASSWORD);
    website.liftCallLimit();
    return website;
  }

  @AfterAll
  void stop() {
    application.close();
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private static String nationality(Website website, String name) {
    String id = UUID.randomUUID().toString();
    ok(website.post("nationalities/" + id, Map.of("NationalityName", name)));
    return id;
  }

  private static JsonNode ended(Website website, String job) {
    return await()
        .atMost(LONGEST)
        .until(
            () -> ok(website.get("projections/" + job)).json(),
            shown -> !shown.get("State").asText().equals("RUNNING"));
  }

  private static JsonNode projection(Website website, String name) {
    return StreamSupport.stream(ok(website.get("projections")).json().spliterator(), false)
        .filter(one -> one.get("Name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** What the trail tells of a rebuild, by MessageID. */
  private static List<Integer> told(Website website, String rebuild) {
    List<Integer> messages = new ArrayList<>();
    ok(website.get("audittrail/object/" + rebuild, "StartPage", "-1", "Sort", "CreateDate"))
        .json()
        .forEach(row -> messages.add(row.get("MessageID").asInt()));
    return messages;
  }

  private static void nothingIsLeft(JdbcTemplate jdbc) {
    assertThat(
            jdbc.queryForList(
                "select relname from pg_class where relnamespace = 'views_next'::regnamespace",
                String.class))
        .isEmpty();
  }

  private static void assertThatHistoryGivesTheSame(Application application) {
    assertThat(application.part(ProjectionComparison.class).compareAll(progress -> {}))
        .containsKeys("sessions", "rebuilds", "groupcounts", "audittrail")
        .allSatisfy(
            (table, difference) ->
                assertThat(difference.isNone()).as(table + " " + difference).isTrue());
  }

  @Test
  void projections_are_shown_and_one_is_made_again() {
    nationality(master, "Dutch");
    JsonNode before = projection(master, "GroupCountsProjection");
    assertThat(before.get("Tables").get(0).asText()).isEqualTo("groupcounts");
    assertThat(before.get("State").asText()).isEqualTo("LIVE");
    assertThat(before.get("Lag").asInt()).isZero();
    assertThat(before.get("Bytes").asLong()).isPositive();
    assertThat(before.get("Position").asLong())
        .isEqualTo(jdbc.queryForObject("select max(global_index) from events.event", Long.class));
    assertThat(projection(master, "ObjectProjection").get("Rows").asLong()).isGreaterThan(2);
    String others = "select 'views.sessions'::regclass::oid";
    Long sessions = jdbc.queryForObject(others, Long.class);
    String counts = "select 'views.groupcounts'::regclass::oid";
    Long old = jdbc.queryForObject(counts, Long.class);

    JsonNode begun = ok(master.post("projections/GroupCountsProjection/rebuild", Map.of())).json();
    JsonNode end = ended(master, "rebuild");

    assertThat(end.get("State").asText()).as(end.toString()).isEqualTo("FINISHED");
    assertThat(end.get("ID")).isEqualTo(begun.get("ID"));
    assertThat(end.get("Projection").asText()).isEqualTo("GroupCountsProjection");
    assertThat(end.get("Events").asLong()).isPositive();
    assertThat(jdbc.queryForObject(counts, Long.class)).isNotEqualTo(old);
    assertThat(jdbc.queryForObject(others, Long.class)).isEqualTo(sessions);
    JsonNode after = projection(master, "GroupCountsProjection");
    assertThat(after.get("Version").asInt()).isEqualTo(before.get("Version").asInt() + 1);
    assertThat(Instant.parse(after.get("LastRebuild").asText()))
        .isAfterOrEqualTo(Instant.parse(begun.get("StartedAt").asText()));
    assertThat(told(master, end.get("ID").asText())).containsExactly(101, 110);
    nothingIsLeft(jdbc);
    assertThatHistoryGivesTheSame(application);
  }

  @Test
  void views_over_rebuilt_tables_grants_and_comments_are_as_they_were() {
    String remembered =
        """
        select string_agg(c.relname || coalesce(c.relacl::text, '') || coalesce(obj_description(c.oid), '')
                          || case when c.relkind = 'v' then pg_get_viewdef(c.oid) else '' end, ',' order by c.relname)
        from pg_class c where c.relnamespace = 'views'::regnamespace and c.relkind in ('r', 'v', 'i')
        """;
    String before = jdbc.queryForObject(remembered, String.class);
    ok(master.post("projections/rebuild", Map.of()));
    assertThat(ended(master, "rebuild").get("State").asText()).isEqualTo("FINISHED");
    assertThat(jdbc.queryForObject(remembered, String.class)).isEqualTo(before);
  }

  @Test
  void a_reader_who_stays_puts_the_switch_off_and_nobody_else_waits_and_it_can_be_cancelled()
      throws SQLException {
    nationality(master, "Danish");
    Long old = jdbc.queryForObject("select 'views.nationalities'::regclass::oid", Long.class);
    String rebuild;
    try (Connection reader = application.part(DataSource.class).getConnection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("select count(*) from views.nationalities");
      rebuild = ok(master.post("projections/rebuild", Map.of())).json().get("ID").asText();
      await()
          .atMost(LONGEST)
          .until(
              () ->
                  ok(master.get("projections/rebuild"))
                      .json()
                      .get("Phase")
                      .asText()
                      .equals("SWITCHING"));
      assertThat(master.post("projections/rebuild", Map.of()).status()).isEqualTo(409);
      assertThat(master.post("projections/TranslationTextsProjection/rebuild", Map.of()).status())
          .isEqualTo(409);
      assertThat(master.post("projections/comparison", Map.of()).status()).isEqualTo(409);
      assertThat(projection(master, "ObjectProjection").get("State").asText())
          .isEqualTo("REBUILDING");
      for (int i = 0; i < 20; i++) {
        String id = nationality(master, "While it runs " + i);
        assertThat(ok(master.get("nationalities/" + id)).body()).contains("While it runs " + i);
      }
      ok(master.delete("projections/rebuild"));
      reader.rollback();
    }
    assertThat(ok(master.get("projections/rebuild")).json().get("State").asText())
        .isEqualTo("CANCELLED");
    assertThat(told(master, rebuild)).containsExactly(101, 111);
    nothingIsLeft(jdbc);
    assertThat(jdbc.queryForObject("select 'views.nationalities'::regclass::oid", Long.class))
        .isEqualTo(old);
    assertThat(master.delete("projections/rebuild").status()).isEqualTo(404);
    assertThat(master.post("projections/Nothing/rebuild", Map.of()).status()).isEqualTo(404);
    assertThatHistoryGivesTheSame(application);
  }

  @Test
  void damaged_rows_are_named_and_mended_by_a_rebuild() {
    String changed = nationality(master, "Changed");
    String missing = nationality(master, "Missing");
    String person = UUID.randomUUID().toString();
    ok(
        master.post(
            "persons/" + person,
            Map.of("EMail", person + "@people.example", "LastName", "Secretive", "Age", 30)));
    jdbc.update("update nationalities set nationality_name = 'x' where id = ?::uuid", changed);
    jdbc.update("delete from nationalities where id = ?::uuid", missing);
    jdbc.update(
        "insert into nationalities (space, id, nationality_name) values (?::uuid, ?::uuid, 'y')",
        new UUID(0, 7).toString(),
        changed);
    jdbc.update("update persons set last_name = 'Z', age = 31 where id = ?::uuid", person);

    ok(master.post("projections/comparison", Map.of()));
    JsonNode result = ended(master, "comparison");

    assertThat(result.get("State").asText()).as(result.toString()).isEqualTo("FINISHED");
    JsonNode table = table(result, "nationalities");
    assertThat(counts(table)).isEqualTo("1 1 1");
    assertThat(differences(table))
        .containsExactlyInAnyOrder(
            "CHANGED " + master.company() + "/" + changed + " nationality_name x -> Changed",
            "MISSING " + master.company() + "/" + missing + "  null -> null",
            "SURPLUS " + new UUID(0, 7) + "/" + changed + "  null -> null");
    JsonNode persons = table(result, "persons");
    assertThat(counts(persons)).isEqualTo("0 0 1");
    String key = "CHANGED " + master.company() + "/" + person;
    assertThat(differences(persons))
        .contains(key + " last_name (personal) -> (personal)")
        .allMatch(difference -> difference.startsWith(key));
    assertThat(result.toString()).doesNotContain("Secretive", "people.example");
    assertThat(counts(table(result, "sessions"))).isEqualTo("0 0 0");

    ok(master.post("projections/rebuild", Map.of()));
    assertThat(ended(master, "rebuild").get("State").asText()).isEqualTo("FINISHED");
    assertThatHistoryGivesTheSame(application);
    assertThat(ok(master.get("nationalities/" + changed)).body()).contains("Changed");
    assertThat(ok(master.get("nationalities/" + missing)).body()).contains("Missing");
  }

  @Test
  void a_write_that_a_damaged_view_refuses_is_shown_with_its_projection() {
    String missing = nationality(master, "Missing");
    String surplus = UUID.randomUUID().toString();
    jdbc.update("delete from nationalities where id = ?::uuid", missing);
    jdbc.update(
        "insert into nationalities (space, id, nationality_name) values (?::uuid, ?::uuid, 'y')",
        master.company(),
        surplus);

    assertThat(master.post("nationalities/" + missing, Map.of("NationalityName", "Again")).status())
        .isEqualTo(500);
    JsonNode shown = projection(master, "ObjectProjection");
    assertThat(shown.get("LastError").asText())
        .isEqualTo("There is no row of nationalities/" + master.company() + "/" + missing);
    assertThat(shown.get("LastErrorEvent").asText()).matches("[0-9a-f-]{36}");

    assertThat(master.post("nationalities/" + surplus, Map.of("NationalityName", "New")).status())
        .isEqualTo(409);
    assertThat(projection(master, "ObjectProjection").get("LastError").asText())
        .contains("SQLSTATE 23505");
    jdbc.update("delete from nationalities where id = ?::uuid", surplus);
    ok(master.post("projections/ObjectProjection/rebuild", Map.of()));
    assertThat(ended(master, "rebuild").get("State").asText()).isEqualTo("FINISHED");
    ok(master.post("nationalities/" + missing, Map.of("NationalityName", "Again")));
  }

  private static JsonNode table(JsonNode result, String name) {
    return StreamSupport.stream(result.get("Tables").spliterator(), false)
        .filter(one -> one.get("Table").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String counts(JsonNode table) {
    return table.get("Missing").asInt()
        + " "
        + table.get("Surplus").asInt()
        + " "
        + table.get("Changed").asInt();
  }

  private static List<String> differences(JsonNode table) {
    List<String> all = new ArrayList<>();
    table
        .get("Differences")
        .forEach(
            one ->
                all.add(
                    one.get("Kind").asText()
                        + " "
                        + one.get("Key").asText()
                        + " "
                        + one.get("Column").asText()
                        + " "
                        + one.get("Live").asText()
                        + " -> "
                        + one.get("History").asText()));
    return all;
  }

  @Test
  void what_is_written_while_views_are_compared_is_no_difference() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService writers = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> writing = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        writing.add(
            writers.submit(
                () -> {
                  while (!over.get()) {
                    nationality(master, "Meanwhile");
                  }
                }));
      }
      for (int i = 0; i < 3; i++) {
        assertThatHistoryGivesTheSame(application);
      }
      over.set(true);
      for (Future<?> writer : writing) {
        writer.get();
      }
    } finally {
      over.set(true);
      writers.shutdown();
    }
  }

  @Test
  void under_load_no_call_fails_no_list_is_empty_and_no_row_is_lost_or_doubled() throws Exception {
    for (int i = 0; i < 200; i++) {
      nationality(master, "Settled");
    }
    Queue<String> written = new ConcurrentLinkedQueue<>();
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    AtomicInteger calls = new AtomicInteger();
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService callers = Executors.newFixedThreadPool(6);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        running.add(callers.submit(() -> write(over, calls, written, wrong)));
        running.add(callers.submit(() -> read("nationalities", over, calls, wrong)));
        running.add(callers.submit(() -> read("audittrail", over, calls, wrong)));
      }
      for (int i = 0; i < 3; i++) {
        int before = calls.get();
        ok(master.post("projections/rebuild", Map.of()));
        JsonNode end = ended(master, "rebuild");
        assertThat(end.get("State").asText()).as(end.toString()).isEqualTo("FINISHED");
        await().atMost(LONGEST).until(() -> calls.get() > before + 50 || !wrong.isEmpty());
      }
      over.set(true);
      for (Future<?> caller : running) {
        caller.get();
      }
    } finally {
      over.set(true);
      callers.shutdown();
    }
    assertThat(wrong).isEmpty();
    assertThat(written).hasSizeGreaterThan(20);
    assertThat(
            jdbc.queryForList(
                "select id::text from nationalities where nationality_name = 'Under load'",
                String.class))
        .containsExactlyInAnyOrderElementsOf(written);
    assertThatHistoryGivesTheSame(application);
  }

  private void write(
      AtomicBoolean over, AtomicInteger calls, Queue<String> written, Queue<String> wrong) {
    while (!over.get()) {
      String id = UUID.randomUUID().toString();
      Answer answer = master.post("nationalities/" + id, Map.of("NationalityName", "Under load"));
      if (answer.status() != 200) {
        wrong.add("POST " + answer);
        return;
      }
      written.add(id);
      Answer seen = master.get("nationalities/" + id);
      if (seen.status() != 200) {
        wrong.add("GET of what was written " + seen);
        return;
      }
      calls.addAndGet(2);
    }
  }

  private void read(String list, AtomicBoolean over, AtomicInteger calls, Queue<String> wrong) {
    while (!over.get()) {
      Answer answer = master.get(list, "PageSize", "100");
      if (answer.status() != 200 || answer.json().isEmpty()) {
        wrong.add(list + " " + answer.status() + " " + answer.body());
        return;
      }
      calls.incrementAndGet();
    }
  }

  /** An event that was never folded live, as somebody could leave it who writes to the database. */
  private static void addEventThatCannotBeFolded(JdbcTemplate jdbc, UUID event) {
    jdbc.update(
        """
        insert into events.event (event_id, aggregate_id, sequence_number, aggregate_type, event_type, revision,
                                  occurred_at, payload, metadata, hash)
        select ?, 'nationalities/master/' || gen_random_uuid(), 0, aggregate_type, event_type, revision, now(),
               jsonb_set(payload::jsonb, '{target}', to_jsonb('nationalities/master/' || gen_random_uuid()))::json,
               metadata, hash
        from events.event where event_type = 'RecordChanged' limit 1
        """,
        event);
  }

  @Test
  void an_event_that_cannot_be_folded_is_named_and_what_a_dead_server_left_is_cleaned_up(
      @TempDir Path folder) {
    UUID event = UUID.randomUUID();
    UUID forgotten = UUID.randomUUID();
    try (Application broken = Application.on(folder)) {
      Website website = masterOf(broken);
      JdbcTemplate database = broken.part(JdbcTemplate.class);
      String id = nationality(website, "Norwegian");
      ok(website.post("nationalities/" + id, Map.of("NationalityName", "Swedish")));
      addEventThatCannotBeFolded(database, event);

      String rebuild = ok(website.post("projections/rebuild", Map.of())).json().get("ID").asText();
      JsonNode end = ended(website, "rebuild");

      assertThat(end.get("State").asText()).isEqualTo("FAILED");
      assertThat(end.get("FailedEvent").asText()).isEqualTo(event.toString());
      assertThat(end.get("Failure").asText()).contains("RecordChanged", "There is no row of");
      assertThat(told(website, rebuild)).containsExactly(101, 112);
      nothingIsLeft(database);
      assertThat(ok(website.get("nationalities/" + id)).body()).contains("Swedish");
      JsonNode shown = projection(website, "ObjectProjection");
      assertThat(shown.get("LastErrorEvent").asText()).isEqualTo(event.toString());
      assertThat(shown.get("Version").asInt()).isEqualTo(1);

      // A projection that has nothing to do with that event can be rebuilt.
      ok(website.post("projections/TranslationTextsProjection/rebuild", Map.of()));
      assertThat(ended(website, "rebuild").get("State").asText()).isEqualTo("FINISHED");

      // As a server leaves it that dies in the middle of a rebuild.
      broken
          .part(CommandSender.class)
          .send(
              new StartRebuild(
                  Rebuilds.keyOf(forgotten), "", Instant.parse("2026-01-31T12:00:00Z")),
              Map.of(MetaDataKeys.USER, "system", MetaDataKeys.COMPANY, website.company()));
      database.query(
          "select work.begin_rebuild(array['nationalities'], array[]::text[])", row -> {});
    }
    try (Application again = Application.on(folder)) {
      JdbcTemplate database = again.part(JdbcTemplate.class);
      nothingIsLeft(database);
      assertThat(
              database.queryForObject(
                  "select state || ': ' || failure from rebuilds where id = ?",
                  String.class,
                  forgotten))
          .isEqualTo("FAILED: The server stopped during the rebuild");
    }
  }
}
