package org.itr.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.itr.support.Application;
import org.itr.support.ServerProcess;
import org.itr.support.TestDatabase;
import org.itr.support.Website;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * What master users see of all companies together comes in the order of an index: a page never
 * sorts all there is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewestOfAllCompaniesIT {

  private static final int ROWS = 20_000;
  private static final int PAGE = 25;
  private static final String SIZE = Integer.toString(PAGE);

  /**
   * Forty rows of four companies share each moment, so that pages begin and end among equal ones.
   */
  private static final String MOMENT = "timestamptz '2024-03-01Z' + (i / 40) * interval '1 minute'";

  private static final String COMPANY = "('00000000-0000-4000-8000-00000000000' || i % 4)::uuid";

  private TestDatabase database;
  private JdbcTemplate owner;
  private Application application;
  private Website master;

  /** Notes what Hibernate asks of the history. */
  public static final class Seen implements StatementInspector {

    private static final long serialVersionUID = 1L;
    private static final ConcurrentLinkedQueue<String> STATEMENTS = new ConcurrentLinkedQueue<>();

    /** For Hibernate. */
    public Seen() {}

    @Override
    public String inspect(String sql) {
      if (sql.contains("from history ")) {
        STATEMENTS.add(sql);
      }
      return sql;
    }
  }

  @BeforeAll
  void start() {
    database = TestDatabase.create();
    owner = new JdbcTemplate(database.owner());
    application =
        Application.on(
            database,
            "--spring.jpa.properties.hibernate.session_factory.statement_inspector="
                + Seen.class.getName());
    master = new Website(application.url());
    master.login("Admin", ServerProcess.ADMIN_PASSWORD);
    master.liftCallLimit();
    fill(
        "audittrail (space, id, create_date, audit_message, object_type, hidden)",
        "%s, gen_random_uuid(), %s, 'Told', 1, false".formatted(COMPANY, MOMENT));
    fill(
        "creditusages (space, id, usage_date_time, invoice_code, total_ticks, discounted_ticks)",
        "%s, gen_random_uuid(), %s, 'BFI', 5, 1".formatted(COMPANY, MOMENT));
    fill(
        "sessionsview (space, id, session_type, status, active, create_date, started_at, ended_at)",
        "%1$s, gen_random_uuid(), 0, 30, true, %2$s, %2$s, %2$s".formatted(COMPANY, MOMENT));
    fill(
        "sessiontests (space, id, session_id, test_id, status, test_start, test_end)",
        "%1$s, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 30, %2$s, %2$s"
            .formatted(COMPANY, MOMENT));
    fill(
        "sessions (space, id, session_type, create_date)",
        "%s, gen_random_uuid(), 100, %s".formatted(COMPANY, MOMENT));
    owner.execute("vacuum analyze");
  }

  private void fill(String table, String values) {
    owner.update(
        "insert into views." + table + " select " + values + " from generate_series(1, ?) i", ROWS);
  }

  @AfterAll
  void stop() {
    application.close();
    database.close();
  }

  /** The nodes of a plan. */
  private static List<JsonNode> nodes(JsonNode plan) {
    List<JsonNode> nodes = new ArrayList<>(List.of(plan));
    plan.path("Plans").forEach(below -> nodes.addAll(nodes(below)));
    return nodes;
  }

  /** Rows of one moment may be put in their order, all of them may not. */
  private static void assertThatAnIndexServes(String plan, String index) throws Exception {
    List<JsonNode> nodes = nodes(new ObjectMapper().readTree(plan).at("/0/Plan"));
    assertThat(nodes)
        .as(plan)
        .noneMatch(node -> node.get("Node Type").asText().equals("Sort"))
        .anyMatch(node -> index.equals(node.path("Index Name").asText()));
  }

  @Test
  void a_page_of_history_without_a_condition_is_read_from_the_end_of_an_index() throws Exception {
    Seen.STATEMENTS.clear();
    assertThat(master.get("history", "CompanyID", "", "PageSize", SIZE).json()).hasSize(PAGE);
    assertThat(Seen.STATEMENTS).hasSize(1);
    assertThatAnIndexServes(
        owner.queryForObject("explain (format json) " + Seen.STATEMENTS.peek(), String.class, PAGE),
        "audittrail_by_moment");
  }

  /** However many words: the planner must not take them for so rare that it sorts what it finds. */
  @Test
  void words_are_searched_from_the_end_of_the_same_index() {
    long scans = scansOfIndex();
    long whole = scansOfTable();
    assertThat(
            master
                .get("history", "CompanyID", "", "PageSize", SIZE, "SearchField", "told to ol ld")
                .json())
        .hasSize(PAGE);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(scansOfIndex()).isGreaterThan(scans));
    assertThat(scansOfTable()).isEqualTo(whole);
    assertThat(
            master
                .get("history", "CompanyID", "", "PageSize", SIZE, "SearchField", "told nowhere")
                .json())
        .isEmpty();
  }

  private long scansOfIndex() {
    return owner.queryForObject(
        "select idx_scan from pg_stat_user_indexes where indexrelname = 'audittrail_by_moment'",
        Long.class);
  }

  private long scansOfTable() {
    return owner.queryForObject(
        "select seq_scan from pg_stat_user_tables where schemaname = 'views' and relname = 'audittrail'",
        Long.class);
  }

  @Test
  void rows_behind_figures_are_read_from_the_end_of_an_index() throws Exception {
    for (var wanted :
        Map.of(
                "usage", "creditusages_by_moment",
                "sessions Planned", "sessionsview_by_create_date",
                "sessions Started", "sessionsview_by_started_at",
                "sessions Finished", "sessionsview_by_ended_at",
                "tests Started", "sessiontests_started",
                "tests Finished", "sessiontests_ended",
                "groups", "sessions_of_groups_made")
            .entrySet()) {
      String[] words = (wanted.getKey() + " ").split(" ", -1);
      ReportRequest request =
          new ReportRequest(
              Report.find(words[0]).orElseThrow(),
              List.of(Grouping.MONTH),
              YearMonth.of(2024, 1),
              YearMonth.of(2024, 12),
              null,
              null,
              null,
              "",
              null,
              words[1],
              false,
              true);
      MapSqlParameterSource parameters =
          DatabaseReports.parameters(request).addValue("offset", 0).addValue("limit", PAGE);
      assertThatAnIndexServes(
          new NamedParameterJdbcTemplate(owner)
              .queryForObject(
                  "explain (format json) " + ReportSql.rows(request), parameters, String.class),
          wanted.getValue());
    }
  }

  /** Five years of the tests of one consultant, of whom a month is wanted. */
  @Test
  void figures_of_a_consultants_tests_are_made_of_the_tests_of_the_months() throws Exception {
    UUID company = UUID.randomUUID();
    UUID consultant = UUID.randomUUID();
    owner.update(
        """
        insert into views.sessions (space, id, session_type, managed_by_user_id)
        select ?, md5('session ' || i)::uuid, 0, ? from generate_series(1, ?) i
        """,
        company,
        consultant,
        ROWS);
    owner.update(
        """
        insert into views.sessiontests (space, id, session_id, test_id, status, test_start, test_end)
        select ?, gen_random_uuid(), md5('session ' || i)::uuid, gen_random_uuid(), 30, at, at + interval '20 minutes'
        from generate_series(1, ?) i cross join lateral (
          select timestamptz '2015-01-01Z' + i * interval '5 years' / ?::int) t (at)
        """,
        company,
        ROWS,
        ROWS);
    owner.execute("vacuum analyze views.sessions, views.sessiontests");
    for (UUID asked : Arrays.asList(company, null)) {
      ReportRequest request =
          new ReportRequest(
              Report.TESTS,
              List.of(Grouping.MONTH),
              YearMonth.of(2016, 3),
              YearMonth.of(2016, 3),
              asked,
              consultant,
              null,
              "",
              null,
              "",
              false,
              true);
      String plan =
          new NamedParameterJdbcTemplate(owner)
              .queryForObject(
                  "explain (analyze, format json) " + ReportSql.figures(request),
                  DatabaseReports.parameters(request),
                  String.class);
      List<JsonNode> scans =
          nodes(new ObjectMapper().readTree(plan).at("/0/Plan")).stream()
              .filter(node -> node.path("Relation Name").asText().equals("sessiontests"))
              .toList();
      // What a bitmap finds is read by the node above it.
      assertThat(plan).contains("(test_start >= ", "(test_end >= ");
      assertThat(scans)
          .as(plan)
          .hasSize(2)
          .allSatisfy(
              node -> {
                assertThat(node.get("Node Type").asText()).isNotEqualTo("Seq Scan");
                assertThat(node.get("Actual Rows").asDouble() * node.get("Actual Loops").asLong())
                    .isLessThan(ROWS / 50.0);
              });
    }
  }

  @Test
  void pages_have_every_row_once_in_the_order_of_the_whole() {
    String day = "Moment>='2024-03-01T00:00:00Z',Moment<='2024-03-01T00:05:00Z'";
    List<String> history =
        ids(master.get("history", "CompanyID", "", "Filter", day, "StartPage", "-1").json());
    assertThat(history).hasSizeGreaterThan(5 * PAGE).doesNotHaveDuplicates();
    assertThat(
            pages(
                history.size(),
                page ->
                    master
                        .get(
                            "history",
                            "CompanyID",
                            "",
                            "Filter",
                            day,
                            "StartPage",
                            page,
                            "PageSize",
                            SIZE)
                        .json()))
        .isEqualTo(history);

    JsonNode usages = usages("StartPage", "-1");
    List<String> newest = ids(usages).subList(0, 10 * PAGE);
    assertThat(ids(usages)).hasSize(ROWS).doesNotHaveDuplicates();
    assertThat(usages)
        .extracting(row -> row.get("Moment").asText())
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(pages(newest.size(), page -> usages("StartPage", page, "PageSize", SIZE)))
        .isEqualTo(newest);
  }

  /** Rows of usage of all companies in the month that has them all. */
  private JsonNode usages(String... page) {
    List<String> headers =
        new ArrayList<>(List.of("FromMonth", "2024-03", "ToMonth", "2024-03", "CompanyID", ""));
    headers.addAll(List.of(page));
    return master.get("reports/usage/rows", headers.toArray(String[]::new)).json().get("Rows");
  }

  private static List<String> pages(int rows, Function<String, JsonNode> read) {
    List<String> all = new ArrayList<>();
    for (int page = 0; page * PAGE < rows; page++) {
      all.addAll(ids(read.apply(Integer.toString(page))));
    }
    return all;
  }

  private static List<String> ids(JsonNode rows) {
    List<String> ids = new ArrayList<>();
    rows.forEach(row -> ids.add(row.get("ID").asText()));
    return ids;
  }
}
