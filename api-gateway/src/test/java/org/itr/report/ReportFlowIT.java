package org.itr.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.itr.credit.CreditUsages;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.itr.sessiontest.SessionTests;
import org.itr.support.Application;
import org.itr.support.ServerProcess;
import org.itr.support.TestDatabase;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.itr.view.ProjectionComparison;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/**
 * Figures follow what happens, each reader sees the own ones, and the rows behind add up to them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportFlowIT {

  private static final String[] YEAR = {"FromMonth", "2024-01", "ToMonth", "2024-12"};
  private static final List<String> TABLES =
      List.of("reportusages", "reportsessions", "reporttests");

  private TestDatabase database;
  private Application application;
  private Website master;

  @BeforeAll
  void start() {
    database = TestDatabase.create();
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

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  /** A company, and a master user in it who may be somebody's consultant as well. */
  private Website office(String company, String... rights) {
    if (master.get("companies/" + company).status() == 404) {
      ok(
          master.post(
              "companies/" + company,
              Map.of(
                  "CompanyName",
                  "Company " + company,
                  "Active",
                  true,
                  "LicenseStartDate",
                  "2020-01-01T00:00:00Z",
                  "LicenseEndDate",
                  "2100-01-01T00:00:00Z")));
    }
    Map<String, Object> login = new HashMap<>();
    String email = id() + "@users.example";
    login.put("CompanyID", company);
    login.put("Email", email);
    login.put("UserName", "=User " + rights.length);
    login.put("Password", "Everybody2026!!");
    login.put("Active", true);
    login.put("IsOfficeUser", true);
    login.put("StartDateLicense", "2020-01-01T00:00:00Z");
    login.put("EndDateLicense", "2100-01-01T00:00:00Z");
    for (String right : rights) {
      login.put(right, true);
    }
    ok(master.post("logins/" + id(), login));
    Website user = new Website(application.url());
    user.login(email, "Everybody2026!!");
    return user;
  }

  private static String self(Website user) {
    return user.get("logins/currentuser").json().get("ID").asText();
  }

  private JsonNode report(Website user, String name, String... headers) {
    List<String> all = new ArrayList<>(List.of(YEAR));
    all.addAll(List.of(headers));
    return ok(user.get("reports/" + name, all.toArray(String[]::new))).json();
  }

  private static String session(Website user, Map<String, Object> fields) {
    String id = id();
    Map<String, Object> all = new HashMap<>(fields);
    all.put("Description", "+Reported");
    ok(user.post("sessions/" + id, all));
    return id;
  }

  private void assertThatHistoryGivesTheSame() {
    assertThat(application.part(ProjectionComparison.class).compareAll(progress -> {}))
        .containsKeys(TABLES.toArray(String[]::new))
        .allSatisfy((table, difference) -> assertThat(difference.isNone()).as(table).isTrue());
  }

  @Test
  void usages_count_in_the_month_of_the_charge_as_they_come_are_corrected_and_go() {
    String company = id();
    Website user = office(company, "IsMasterUser");
    String consultant = self(user);
    List<String> usages = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String usage = id();
      usages.add(usage);
      ok(
          user.post(
              "creditusages/" + usage,
              Map.of(
                  "InvoiceCode",
                  i == 2 ? "=cmd" : "BFI",
                  "TotalTicks",
                  5,
                  "DiscountedTicks",
                  1,
                  "UserID",
                  consultant,
                  "SessionName",
                  "-1+1",
                  "UsageDateTime",
                  "2024-03-31T23:59:59Z")));
    }
    JsonNode march = report(user, "usage", "CompanyID", company);
    assertThat(march.get("Rows").toString())
        .isEqualTo("[{\"Month\":\"2024-03\",\"Usages\":3,\"Credits\":15,\"Discount\":3}]");
    assertThat(march.at("/True/AsOfEvent").asLong()).isPositive();
    assertThat(march.at("/True/AsOf").asText()).startsWith("20");

    ok(user.post("creditusages/" + usages.get(0), Map.of("UsageDateTime", "2024-04-01T00:00:00Z")));
    ok(user.post("creditusages/" + usages.get(1), Map.of("TotalTicks", 7)));
    JsonNode by = report(user, "usage", "CompanyID", company, "GroupBy", "month,test");
    assertThat(by.get("Rows")).hasSize(3);
    assertThat(by.at("/Total/Credits").asInt()).isEqualTo(17);
    assertThat(by.at("/Rows/0/Test").asText()).isEqualTo("=cmd");

    JsonNode rows = report(user, "usage/rows", "CompanyID", company, "ToMonth", "2024-03");
    assertThat(rows.get("Rows")).hasSize(2);
    assertThat(rows.at("/Rows/0/ConsultantID").asText()).isEqualTo(consultant);
    assertThat(
            report(user, "usage/rows", "CompanyID", company, "StartPage", "1", "PageSize", "2")
                .get("Rows"))
        .hasSize(1);

    assertThat(report(user, "usage/rows", "CompanyID", company, "BilledAs", "=cmd").get("Rows"))
        .hasSize(1);
    String csv =
        ok(user.get(
                "reports/usage/rows/csv",
                "CompanyID",
                company,
                "FromMonth",
                "2024-01",
                "ToMonth",
                "2024-12"))
            .body();
    assertThat(csv.lines()).hasSize(4);
    assertThat(csv).contains("'=cmd", "'-1+1").doesNotContain(",=", ",-1+1");
    Answer xlsx = ok(user.get("reports/usage/xlsx", YEAR));
    assertThat(xlsx.type()).contains("spreadsheetml");
    assertThat(xlsx.body()).contains("<worksheet");

    ok(user.delete("creditusages/" + usages.get(2)));
    assertThat(report(user, "usage", "CompanyID", company).at("/Total/Usages").asInt())
        .isEqualTo(2);
    assertThatHistoryGivesTheSame();
  }

  /** A test of a company; what a session of it costs is billed as the code, or as the name. */
  private static String test(Website author, String name, String code) {
    String test = id();
    ok(
        author.post(
            "tests/" + test,
            Map.of("TestName", name, "InvoiceCode", code, "Costs", 5, "Active", true)));
    return test;
  }

  /** Lets somebody finish a test in March 2024; returns the usage that was charged. */
  private static String charged(Website user, String company, String test) {
    String session = session(user, Map.of("Status", 20));
    String sessionTest = id();
    ok(
        user.post(
            "sessiontests/" + session + "/" + sessionTest,
            Map.of(
                "TestID",
                test,
                "Status",
                30,
                "TestStart",
                "2024-03-01T10:00:00Z",
                "TestEnd",
                "2024-03-01T10:20:00Z")));
    String usage =
        CreditUsages.of(
                ObjectKey.of(
                    SessionTests.TYPE,
                    Space.of(UUID.fromString(company)),
                    UUID.fromString(sessionTest)))
            .id();
    ok(user.post("creditusages/" + usage, Map.of("UsageDateTime", "2024-03-31T12:00:00Z")));
    return usage;
  }

  private static List<String> texts(JsonNode rows, String column) {
    List<String> texts = new ArrayList<>();
    rows.forEach(row -> texts.add(row.get(column).asText()));
    return texts;
  }

  @Test
  void usages_are_those_of_their_test_whatever_it_is_billed_as() {
    String company = id();
    Website user = office(company, "IsMasterUser", "IsTestAuthor");
    ok(user.post("companies/" + company, Map.of("AllowNegativeCredits", true)));
    String one = test(user, "One", "CODE");
    String other = test(user, "Other", "CODE");
    String renamed = test(user, "Before", "");
    String removed = test(user, "Gone", "");
    String usageOfOne = charged(user, company, one);
    charged(user, company, other);
    String before = charged(user, company, renamed);
    ok(user.post("tests/" + renamed, Map.of("TestName", "After")));
    String after = charged(user, company, renamed);
    String usageOfRemoved = charged(user, company, removed);
    ok(user.delete("tests/" + removed));
    String byHand = id();
    ok(
        user.post(
            "creditusages/" + byHand,
            Map.of(
                "InvoiceCode", "CODE", "TotalTicks", 1, "UsageDateTime", "2024-03-31T12:00:00Z")));

    for (var wanted :
        Map.of(
                one, List.of(usageOfOne),
                renamed, List.of(before, after),
                removed, List.of(usageOfRemoved))
            .entrySet()) {
      String[] headers = {"CompanyID", company, "TestID", wanted.getKey()};
      assertThat(report(user, "usage", headers).at("/Total/Usages").asInt())
          .isEqualTo(wanted.getValue().size());
      JsonNode rows = report(user, "usage/rows", headers).get("Rows");
      assertThat(texts(rows, "ID")).containsExactlyInAnyOrderElementsOf(wanted.getValue());
      assertThat(texts(rows, "TestID")).containsOnly(wanted.getKey());
      assertThat(report(user, "tests", headers).at("/Total/Finished").asInt())
          .isEqualTo(wanted.getValue().size());
      assertThat(texts(report(user, "tests/rows", headers).get("Rows"), "TestID"))
          .hasSameSizeAs(wanted.getValue())
          .containsOnly(wanted.getKey());
    }
    assertThat(
            report(user, "usage", "CompanyID", company, "BilledAs", "CODE")
                .at("/Total/Usages")
                .asInt())
        .isEqualTo(3);

    JsonNode tests = report(user, "usage", "CompanyID", company, "GroupBy", "test").get("Rows");
    List<String> named = new ArrayList<>();
    for (JsonNode row : tests) {
      named.add(row.get("Test").asText() + " as " + row.get("BilledAs").asText());
      assertThat(
              report(
                      user,
                      "usage/rows",
                      "CompanyID",
                      company,
                      "TestID",
                      row.get("TestID").asText(),
                      "BilledAs",
                      row.get("BilledAs").asText())
                  .get("Rows"))
          .as(row.toString())
          .hasSize(row.get("Usages").asInt());
    }
    assertThat(named)
        .containsExactlyInAnyOrder(
            "One as CODE",
            "Other as CODE",
            "After as Before",
            "After as After",
            "Gone as Gone",
            "CODE as CODE");
    assertThatHistoryGivesTheSame();

    ok(user.delete("creditusages/" + usageOfOne));
    assertThat(
            report(user, "usage", "CompanyID", company, "TestID", one).at("/Total/Usages").asInt())
        .isZero();
    assertThatHistoryGivesTheSame();
  }

  @Test
  void usages_from_before_they_had_a_test_get_it_from_history() throws Exception {
    String company = id();
    Website user = office(company, "IsMasterUser", "IsTestAuthor");
    ok(user.post("companies/" + company, Map.of("AllowNegativeCredits", true)));
    String test = test(user, "Old", "");
    charged(user, company, test);
    charged(user, company, test(user, "Another", "Old"));

    JdbcTemplate owner = new JdbcTemplate(database.owner());
    owner.queryForList("select work.drop_combined_views()");
    owner.execute("alter table views.creditusages drop column test_id");
    owner.execute("truncate views.reportusages");
    owner.execute("alter table views.reportusages drop column test_id");
    owner.execute(
        "alter table views.reportusages add primary key (space, month, user_id, invoice_code)");
    try (var connection = database.owner().getConnection()) {
      ScriptUtils.executeSqlScript(
          connection, new ClassPathResource("db/migration/V085__tests_of_usages.sql"));
    }
    owner.queryForList("select work.define_combined_views()");

    assertThatHistoryGivesTheSame();
    assertThat(
            report(user, "usage", "CompanyID", company, "TestID", test).at("/Total/Usages").asInt())
        .isEqualTo(1);
  }

  @Test
  void sessions_and_tests_count_when_they_are_planned_started_and_finished() {
    String company = id();
    Website user = office(company);
    String test = id();
    ok(office(company, "IsTestAuthor").post("tests/" + test, Map.of("TestName", "Big Five")));
    String session =
        session(
            user,
            Map.of(
                "Status", 10, "CreateDate", "2024-01-31T10:00:00Z", "ManagedByUserID", self(user)));
    String sessionTest = id();
    ok(
        user.post(
            "sessiontests/" + session + "/" + sessionTest, Map.of("TestID", test, "Status", 10)));
    assertThat(report(user, "sessions").get("Total").toString())
        .isEqualTo(
            "{\"Planned\":1,\"Started\":0,\"Finished\":0,\"AverageMinutes\":null,\"MedianMinutes\":null}");

    ok(user.post("sessions/" + session, Map.of("Status", 20, "StartedAt", "2024-02-01T10:00:00Z")));
    ok(
        user.post(
            "sessiontests/" + session + "/" + sessionTest,
            Map.of("Status", 20, "TestStart", "2024-02-01T10:00:00Z")));
    ok(
        user.post(
            "sessiontests/" + session + "/" + sessionTest,
            Map.of("Status", 30, "TestEnd", "2024-02-01T10:12:00Z")));
    ok(user.post("sessions/" + session, Map.of("Status", 30, "EndedAt", "2024-03-01T10:00:00Z")));
    JsonNode months = report(user, "sessions");
    assertThat(months.get("Rows")).hasSize(3);
    assertThat(months.at("/Rows/2/Finished").asInt()).isEqualTo(1);
    JsonNode tests = report(user, "tests", "GroupBy", "test");
    assertThat(tests.at("/Rows/0/Test").asText()).isEqualTo("Big Five");
    assertThat(tests.at("/Rows/0/AverageMinutes").asDouble()).isEqualTo(12.0);
    assertThat(tests.at("/Rows/0/MedianMinutes").asDouble()).isEqualTo(12.0);
    assertThat(report(user, "tests", "ConsultantID", self(user), "GroupBy", "test").get("Rows"))
        .as("counted of the consultant's rows, as added up")
        .isEqualTo(tests.get("Rows"));
    assertThat(report(user, "tests/rows").at("/Rows/0/ID").asText()).isEqualTo(sessionTest);
    for (String figure : List.of("Planned", "Started", "Finished")) {
      assertThat(report(user, "sessions/rows", "Figure", figure).at("/Rows/0/ID").asText())
          .isEqualTo(session);
    }
    assertThatHistoryGivesTheSame();

    ok(user.delete("sessions/" + session));
    assertThat(report(user, "sessions").at("/Total/Finished").asInt()).isZero();
    assertThat(report(user, "tests").at("/Total/Finished").asInt()).isZero();
    assertThatHistoryGivesTheSame();
  }

  @Test
  void groups_are_told_with_how_far_their_members_are() {
    Website user = office(id());
    String group =
        session(
            user, Map.of("SessionType", 100, "Status", 10, "CreateDate", "2024-05-05T00:00:00Z"));
    String ready = session(user, Map.of("GroupSessionID", group, "Status", 10));
    String done =
        session(
            user,
            Map.of(
                "GroupSessionID",
                group,
                "Status",
                31,
                "StartedAt",
                "2024-06-01T10:00:00Z",
                "EndedAt",
                "2024-06-01T10:30:00Z"));
    JsonNode groups = report(user, "groups", "GroupBy", "month,group");
    assertThat(groups.at("/Rows/0/Group").asText()).isEqualTo("+Reported");
    assertThat(groups.at("/Rows/0/Members").asInt()).isEqualTo(2);
    assertThat(groups.at("/Total/Done").asInt()).isEqualTo(1);
    String other =
        session(
            user, Map.of("SessionType", 100, "Status", 10, "CreateDate", "2024-05-06T00:00:00Z"));
    assertThat(report(user, "groups/rows").get("Rows")).hasSize(2);
    for (String one : List.of(group, other)) {
      JsonNode rows = report(user, "groups/rows", "GroupSessionID", one).get("Rows");
      assertThat(rows).hasSize(1);
      assertThat(rows.at("/0/GroupSessionID").asText()).isEqualTo(one);
      assertThat(report(user, "groups", "GroupSessionID", one).at("/Total/Groups").asInt())
          .isEqualTo(1);
    }
    assertThat(report(user, "sessions", "FromMonth", "2024-05", "ToMonth", "2024-05").get("Rows"))
        .as("a group is not taken")
        .isEmpty();

    for (var counted :
        Map.<String, List<String>>of(
                "Members", List.of(ready, done),
                "Ready", List.of(ready),
                "InProgress", List.of(),
                "Done", List.of(done))
            .entrySet()) {
      for (String[] asked : List.of(new String[0], new String[] {"GroupSessionID", group})) {
        String[] headers = {"Figure", counted.getKey()};
        JsonNode rows = report(user, "groups/rows", with(headers, asked)).get("Rows");
        assertThat(rows)
            .as(counted.getKey())
            .extracting(row -> row.get("ID").asText())
            .containsExactlyInAnyOrderElementsOf(counted.getValue());
        assertThat(report(user, "groups", asked).at("/Total/" + counted.getKey()).asInt())
            .isEqualTo(rows.size());
      }
    }
    JsonNode row = report(user, "groups/rows", "Figure", "Done").at("/Rows/0");
    assertThat(row.get("Group").asText()).isEqualTo("+Reported");
    assertThat(row.get("State").asText()).isEqualTo("Done");
    assertThat(row.get("GroupSessionID").asText()).isEqualTo(group);
    assertThat(row.get("StartedAt").asText()).startsWith("2024-06-01T10:00:00");
    assertThat(row.get("EndedAt").asText()).startsWith("2024-06-01T10:30:00");
    assertThat(row.get("Minutes").asDouble()).isEqualTo(30);
    assertThat(
            report(user, "groups/rows", "Figure", "Members", "GroupSessionID", other).get("Rows"))
        .isEmpty();
    String csv = ok(user.get("reports/groups/rows/csv", with(YEAR, "Figure", "Members"))).body();
    assertThat(csv.lines()).hasSize(3);
    assertThat(csv.lines().findFirst().orElseThrow())
        .contains("Group,Session,Person", "State,Planned at,Started at,Ended at,Minutes");
    assertThat(csv).contains(",Done,").contains(",Ready,");
    Answer xlsx = ok(user.get("reports/groups/rows/xlsx", with(YEAR, "Figure", "Members")));
    assertThat(xlsx.body()).contains("Started at", done);
  }

  private static String[] with(String[] headers, String... more) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void who_works_with_own_objects_alone_sees_no_member_of_others() {
    String company = id();
    Website own = office(company, "MayWorkWithOwnObjectsOnly");
    Website office = office(company);
    String group =
        session(
            own, Map.of("SessionType", 100, "Status", 10, "CreateDate", "2024-07-05T00:00:00Z"));
    String mine = session(own, Map.of("GroupSessionID", group, "Status", 10));
    session(office, Map.of("GroupSessionID", group, "Status", 10, "ManagedByUserID", self(office)));
    session(own, Map.of("GroupSessionID", group, "Status", 30));
    assertThat(texts(report(own, "groups/rows", "Figure", "Ready").get("Rows"), "ID"))
        .containsExactly(mine);
    for (var seen :
        Map.of(
                own, Map.of("Members", 2, "Ready", 1, "InProgress", 0, "Done", 1),
                office, Map.of("Members", 3, "Ready", 2, "InProgress", 0, "Done", 1))
            .entrySet()) {
      Website reader = seen.getKey();
      JsonNode total = report(reader, "groups").get("Total");
      JsonNode row = report(reader, "groups/rows", "Figure", "Groups").at("/Rows/0");
      seen.getValue()
          .forEach(
              (figure, count) -> {
                assertThat(total.get(figure).asInt()).as(figure).isEqualTo(count);
                assertThat(row.get(figure).asInt()).as(figure).isEqualTo(count);
                assertThat(report(reader, "groups/rows", "Figure", figure).get("Rows"))
                    .as(figure)
                    .hasSize(count);
              });
    }
    assertThat(
            report(office(id()), "groups/rows", "Figure", "Members", "CompanyID", company)
                .get("Rows"))
        .isEmpty();
  }

  @Test
  void each_reader_sees_the_own_company_or_the_own_sessions_and_master_users_see_all() {
    String company = id();
    Website office = office(company);
    Website own = office(company, "MayWorkWithOwnObjectsOnly");
    Website stranger = office(id());
    session(office, Map.of("CreateDate", "2024-06-01T00:00:00Z", "ManagedByUserID", self(office)));
    session(own, Map.of("CreateDate", "2024-06-01T00:00:00Z"));

    assertThat(report(office, "sessions").at("/Total/Planned").asInt()).isEqualTo(2);
    assertThat(report(own, "sessions", "ConsultantID", self(office)).at("/Total/Planned").asInt())
        .isEqualTo(1);
    for (String what : Report.find("sessions").map(Report::label).stream().toList()) {
      assertThat(report(stranger, what, "CompanyID", company).at("/Total/Planned").asInt())
          .isZero();
      assertThat(
              report(stranger, what + "/rows", "CompanyID", company, "Figure", "Planned")
                  .get("Rows"))
          .isEmpty();
    }
    assertThat(
            report(master, "sessions", "CompanyID", company, "GroupBy", "company,consultant")
                .get("Rows"))
        .hasSize(2);
    assertThat(report(master, "sessions", "CompanyID", "").at("/Total/Planned").asInt())
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void consultants_are_offered_to_whoever_may_ask_for_their_figures() {
    String company = id();
    Website office = office(company);
    Website own = office(company, "MayWorkWithOwnObjectsOnly");
    Website boss = office(company, "IsMasterUser", "IsOrganisationSupervisor");
    String candidate = id();
    ok(
        office.post(
            "persons/" + candidate,
            Map.of(
                "LastName",
                "Cook",
                "EMail",
                candidate + "@p.example",
                "Password",
                "Cooking26!",
                "Active",
                true)));
    String other = id();
    Website stranger = office(other);

    assertThat(consultants(office)).containsExactlyInAnyOrder(self(office), self(own));
    assertThat(consultants(stranger, "CompanyID", company)).containsExactly(self(stranger));
    assertThat(consultants(own)).containsExactly(self(own));
    assertThat(consultants(boss, "CompanyID", company))
        .containsExactlyInAnyOrder(self(office), self(own), self(boss));
    assertThat(consultants(boss, "CompanyID", other)).containsExactly(self(stranger));
    assertThat(consultants(boss)).contains(self(office), self(stranger)).doesNotContain(candidate);
    JsonNode told = ok(boss.get("reports/consultants", "CompanyID", other)).json().get(0);
    assertThat(told.get("CompanyID").asText()).isEqualTo(other);
    assertThat(told.get("Company").asText()).isEqualTo("Company " + other);
    assertThat(told.get("Consultant").asText()).isEqualTo("=User 0");
  }

  private static List<String> consultants(Website user, String... headers) {
    List<String> ids = new ArrayList<>();
    String[] all = headers.length == 0 ? new String[] {"CompanyID", ""} : headers;
    ok(user.get("reports/consultants", all))
        .json()
        .forEach(row -> ids.add(row.get("ConsultantID").asText()));
    return ids;
  }

  @Test
  void what_is_asked_wrongly_is_refused_by_the_name_of_the_header() {
    for (String[] wrong :
        new String[][] {
          {"FromMonth", "2024-13"},
          {"ToMonth", "yesterday"},
          {"GroupBy", "month,nothing"},
          {"ConsultantID", "x"},
          {"TestID", "x"},
          {"GroupSessionID", "x"},
          {"GroupSessionID", id()},
          {"Figure", "Credits"}
        }) {
      Answer answer = master.get("reports/sessions", wrong);
      assertThat(answer.status()).as(wrong[0]).isEqualTo(400);
      assertThat(answer.body()).contains(wrong[0]);
    }
    for (String[] wrong :
        new String[][] {
          {"sessions", "TestID", id()},
          {"sessions", "BilledAs", "BFI"},
          {"tests", "BilledAs", "BFI"},
          {"tests", "GroupSessionID", id()},
          {"groups", "TestID", id()},
          {"groups", "BilledAs", "BFI"},
          {"usage", "GroupSessionID", id()}
        }) {
      for (String path : List.of("", "/rows", "/csv", "/rows/xlsx")) {
        Answer answer = master.get("reports/" + wrong[0] + path, wrong[1], wrong[2]);
        assertThat(answer.status()).as(wrong[0] + path + " " + wrong[1]).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("This report does not support " + wrong[1]);
      }
    }
    assertThat(master.get("reports/nothing").status()).isEqualTo(404);
    assertThat(ok(master.get("reports")).json()).hasSize(Report.values().length);
  }
}
