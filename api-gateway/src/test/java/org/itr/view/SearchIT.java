package org.itr.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.itr.objecttype.Field;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectTypes;
import org.itr.support.Application;
import org.itr.support.ServerProcess;
import org.itr.support.TestDatabase;
import org.itr.support.Website;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;

/** Searches of lists that grow long, and the text and the index that serve them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchIT {

  private static final int SESSIONS = 30_000;
  private static final int SEARCHES = 12;

  private TestDatabase database;
  private JdbcTemplate owner;
  private Application application;
  private Website master;

  @BeforeAll
  void start() {
    database = TestDatabase.create();
    owner = new JdbcTemplate(database.owner());
    application = Application.on(database);
    master = new Website(application.url());
    master.login("Admin", ServerProcess.ADMIN_PASSWORD);
    master.liftCallLimit();
  }

  @AfterAll
  void stop() {
    application.close();
    database.close();
  }

  private List<ObjectType> withSearchText() {
    List<String> tables =
        owner.queryForList(
            "select table_name from information_schema.columns where table_schema = 'views' and column_name = 'search_text'",
            String.class);
    List<ObjectType> types = new ArrayList<>();
    for (String table : tables) {
      types.add(ObjectTypes.named(table));
    }
    return types;
  }

  @Test
  void the_text_of_a_row_is_what_its_type_declares() {
    assertThat(withSearchText())
        .extracting(ObjectType::name)
        .containsExactlyInAnyOrder("sessions", "sessionsview", "persons");
    for (ObjectType type : withSearchText()) {
      UUID space = UUID.randomUUID();
      UUID id = UUID.randomUUID();
      owner.update("insert into " + type.name() + " (space, id) values (?, ?)", space, id);
      assertThat(text(type, space))
          .as("an empty row of %s", type)
          .isEqualTo(" ".repeat(type.searchFields().size() - 1));
      for (Field field : type.searchFields()) {
        owner.update(
            "update " + type.name() + " set " + field.column() + " = ? where space = ?",
            value(field),
            space);
      }
      assertThat(text(type, space))
          .as("a row of %s", type)
          .isEqualTo(
              type.searchFields().stream()
                  .map(field -> value(field).toString().toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(" ")));
    }
  }

  private String text(ObjectType type, UUID space) {
    return owner.queryForObject(
        "select search_text from " + type.name() + " where space = ?", String.class, space);
  }

  private static Object value(Field field) {
    return switch (field.type()) {
      case STRING, TEXT -> "Value of " + field.name();
      case INT16, INT32 -> field.name().length();
      case UUID ->
          UUID.nameUUIDFromBytes(field.name().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      default -> throw new IllegalStateException("No search field is " + field.type());
    };
  }

  @Test
  void any_three_letters_are_found_by_the_index_whatever_was_searched_before() {
    owner.update(
        """
        insert into sessionsview (space, id, description, email, first_name, last_name, initials, active)
        select ?, gen_random_uuid(), 'Session ' || i, 'candidate' || i || '@people.example', 'First', 'Last', 'F.', true
        from generate_series(1, ?) i
        """,
        UUID.fromString(master.company()),
        SESSIONS);
    owner.execute("vacuum analyze sessionsview");
    long before = scans();

    for (int i = 1; i <= SEARCHES; i++) {
      String who = "Candidate" + (i * 1_000) + "@";
      JsonNode found =
          master
              .get("sessionsview", "SearchField", who, "Sort", "Description", "PageSize", "25")
              .json();
      assertThat(found).hasSize(1);
      assertThat(found.get(0).get("EMail").asText())
          .isEqualTo(who.toLowerCase(Locale.ROOT) + "people.example");
    }

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(scans() - before).isGreaterThanOrEqualTo(SEARCHES));
  }

  private long scans() {
    return owner.queryForObject(
        "select idx_scan from pg_stat_user_indexes where indexrelname = 'sessionsview_by_search_text'",
        Long.class);
  }

  @Test
  void a_rebuild_keeps_the_text_and_its_index() {
    String person = UUID.randomUUID().toString();
    assertThat(
            master
                .post("persons/" + person, Map.of("EMail", "kept@people.example", "LastName", "K"))
                .status())
        .isEqualTo(200);
    application.part(ProjectionRebuild.class).rebuildAll(progress -> {});
    assertThat(master.get("persons", "SearchField", "KEPT@people").json()).hasSize(1);
    assertThat(
            owner.queryForList(
                "select tablename from pg_indexes where schemaname = 'views' and indexname like '%_by_search_text'",
                String.class))
        .hasSize(3);
  }
}
