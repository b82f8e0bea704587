package org.itr.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.itr.support.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The catalogue of the views for tools of reporting staff is made of the comments in the database.
 * When this test fails because a view changed, run it again with {@code -Ddocs.update=true}.
 */
class ReportingDocsIT {

  private static final Path DOCS = Path.of("..", "docs", "reporting.md");
  private static final String CATALOGUE = "<!-- made by ReportingDocsIT -->\n";

  private static TestDatabase database;

  @BeforeAll
  static void connect() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void disconnect() {
    database.close();
  }

  @Test
  void the_catalogue_says_what_the_database_has() throws IOException {
    JdbcTemplate jdbc = new JdbcTemplate(database.owner());
    StringBuilder text = new StringBuilder(CATALOGUE);
    for (Map<String, Object> view :
        jdbc.queryForList(
            """
            select c.oid, c.relname, obj_description(c.oid, 'pg_class') as means
            from pg_class c where c.relnamespace = 'reporting'::regnamespace and c.relkind = 'v' order by c.relname
            """)) {
      text.append(
          "\n### reporting.%s\n\n%s\n\n| column | type | meaning |\n|---|---|---|\n"
              .formatted(view.get("relname"), view.get("means")));
      for (Map<String, Object> column :
          jdbc.queryForList(
              """
              select attname, format_type(atttypid, atttypmod) as type, col_description(attrelid, attnum) as means
              from pg_attribute where attrelid = ? and attnum > 0 order by attnum
              """,
              view.get("oid"))) {
        assertThat(column.get("means")).as(view.get("relname") + "." + column).isNotNull();
        text.append(
            "| `%s` | %s | %s |\n"
                .formatted(column.get("attname"), column.get("type"), column.get("means")));
      }
    }
    String docs = Files.readString(DOCS);
    String expected = docs.substring(0, docs.indexOf(CATALOGUE)) + text;
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(DOCS, expected);
    }
    assertThat(DOCS).hasContent(expected);
  }

  @Test
  void the_role_reads_the_views_and_nothing_else_and_cannot_log_in() throws Exception {
    try (var connection = database.owner().getConnection()) {
      JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
      assertThat(
              jdbc.queryForObject(
                  "select rolcanlogin or rolsuper or rolcreaterole or rolcreatedb from pg_roles where rolname = 'itr_reporting'",
                  Boolean.class))
          .isFalse();
      List<String> relations =
          jdbc.queryForList(
              """
              select c.oid::regclass::text from pg_class c
              where c.relkind in ('r', 'v', 'S') and c.relnamespace::regnamespace::text not in
                ('pg_catalog', 'information_schema', 'pg_toast')
                and (has_table_privilege('itr_reporting', c.oid, 'select')
                  and has_schema_privilege('itr_reporting', c.relnamespace, 'usage')
                  or has_table_privilege('itr_reporting', c.oid, 'insert')
                  or has_table_privilege('itr_reporting', c.oid, 'update')
                  or has_table_privilege('itr_reporting', c.oid, 'delete'))
              order by 1
              """,
              String.class);
      assertThat(relations).isNotEmpty().allMatch(name -> name.startsWith("reporting."));
      assertThat(
              jdbc.queryForList(
                  """
                  select p.oid::regprocedure::text from pg_proc p
                  where p.prosecdef and has_function_privilege('itr_reporting', p.oid, 'execute')
                    and has_schema_privilege('itr_reporting', p.pronamespace, 'usage')
                  """,
                  String.class))
          .isEmpty();
      jdbc.execute("grant itr_reporting to current_user");
      jdbc.execute("set role itr_reporting");
      for (String view : relations) {
        jdbc.queryForList("select * from " + view);
      }
      assertThatThrownBy(() -> jdbc.queryForList("select * from views.persons"))
          .rootCause()
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> jdbc.queryForList("select * from events.event"))
          .rootCause()
          .hasMessageContaining("permission denied");
    }
  }
}
