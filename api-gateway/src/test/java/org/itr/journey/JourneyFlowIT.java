package org.itr.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.itr.objecttype.Field;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.record.Tests;
import org.itr.session.Sessions;
import org.itr.support.Application;
import org.itr.support.ServerProcess;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.itr.view.ProjectionComparison;
import org.itr.view.ProjectionRebuild;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The day of a consultant, a candidate and an auditor, from the first start of the server to the
 * billed and audited session, with real test definitions and a server that is killed in the middle.
 * The steps build on each other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JourneyFlowIT {

  private static final String ZERO = "00000000-0000-0000-0000-000000000000";
  private static final String CALCULATION = "8143462e-1e82-4821-498b-de38c8ce5324";
  private static final String COPING = "9cbe671f-ca20-4b8b-e7a9-7e923fbd7693";
  private static final String MEMORY = "e2478742-cedf-43a6-ea16-8fa4e5a3fdf2";
  private static final String REPORT = "c661c1c1-35ea-44dc-5c0d-9fa9f22b1df3";
  private static final int MEMORY_COSTS = 10;
  private static final int GRANTED = 100;
  private static final String CONSULTANT_PASSWORD = "Consult4nt!pw";
  private static final String CANDIDATE_PASSWORD = "Candid4te!pw";
  private static final Set<String> HIDDEN_OF_PROTECTED_TESTS =
      Set.of(
          "norms",
          "documents",
          "scoreRules",
          "graphs",
          "ScoringScript",
          "BeforeNormingScript",
          "AfterNormingScript",
          "Pre360",
          "Per360",
          "Post360",
          "RequiredParsPerson",
          "RequiredParsSession",
          "RequiredParsGroup",
          "RequiredParsOrganisation");
  private static final String[] MASTER_COPY = {"IncludeMaster", "Y", "IncludeClient", "N"};
  private static final String[] ALL = {"StartPage", "-1"};

  private final String company = UUID.randomUUID().toString();
  private final String consultantId = UUID.randomUUID().toString();
  private final String person = UUID.randomUUID().toString();
  private final String session = UUID.randomUUID().toString();
  private final Map<String, String> sessionTests = new LinkedHashMap<>();

  @TempDir static Path folder;
  private ServerProcess server;
  private Website master;
  private Website consultant;
  private Website candidate;
  private int answeringPosts;
  private final Set<String> tokens = new HashSet<>();

  @BeforeAll
  void start() throws IOException {
    server = ServerProcess.start(folder);
    master = new Website(server.url());
    consultant = new Website(server.url());
    candidate = new Website(server.url());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  @Order(1)
  void the_first_start_made_a_company_and_a_master_user() {
    // One login a second is what a browser may do.
    assertThat(new Website(server.url()).tryLogin("Admin", "wrong password").status())
        .isEqualTo(401);
    Answer login = master.login("Admin", ServerProcess.ADMIN_PASSWORD);
    assertThat(login.type()).startsWith("text/html");
    assertThat(login.json().get("MFAStatus").asText()).isEqualTo("NA");
    assertThat(login.json().get("MultipleCompaniesFound").asText()).isEqualTo("N");
    assertThat(master.token()).matches("W[0-9a-f]{32}");
    JsonNode user = ok(master.get("logins/currentuser")).json();
    assertThat(user.get("IsMasterUser").asBoolean()).isTrue();
    assertThat(user.has("Password")).isFalse();
    JsonNode own = ok(master.get("companies/currentcompany")).json();
    assertThat(own.get("CompanyName").asText()).isEqualTo("ITRHelpdesk");
    assertThat(ok(master.post("checktoken", "")).body()).isEqualTo("OK");
  }

  @Test
  @Order(2)
  void real_definitions_are_stored_and_one_is_published() throws IOException {
    for (String name :
        List.of(
            "calculation_test__nederlandstalig__versie_2019_",
            "demonstration_test",
            "intelligence___short_term_memory___nederlandstalig__versie_2019_",
            "problem_coping_style___nederlandstalig__versie_2019_")) {
      String definition = realInput("itr-testtemplates/" + name + ".itrtesttemplate");
      String id = json(definition).get("ID").asText();
      ok(master.post("tests/" + id, definition));
      JsonNode stored = ok(master.get("tests/" + id)).json();
      assertThat(stored.get("screens")).isEqualTo(json(definition).get("screens"));
      assertThat(stored.get("norms")).isEqualTo(json(definition).get("norms"));
      // What the others need is published, one as the company's own copy stays.
      if (!id.equals(
          json(realInput("itr-testtemplates/demonstration_test.itrtesttemplate"))
              .get("ID")
              .asText())) {
        ok(master.post("tests/" + id, definition, MASTER_COPY));
      }
    }
    String report = realInput("itr-reporttemplates/scoreoverzicht.itrreporttemplate");
    ok(master.post("reportdefinitions/" + REPORT, report));
    ok(master.post("reportdefinitions/" + REPORT, report, MASTER_COPY));
    List<JsonNode> both =
        rows(
            master.get(
                "tests",
                "StartPage",
                "0",
                "PageSize",
                "999999",
                "IncludeMaster",
                "Y",
                "IncludeClient",
                "Y"));
    assertThat(both).hasSize(7);
    assertThat(both.subList(0, 4)).allMatch(row -> row.get("dbsource").asInt() == 0);
    assertThat(both.subList(4, 7)).allMatch(row -> row.get("dbsource").asInt() == 1);
    assertThat(both).allMatch(row -> row.get("id").equals(row.get("ID")) && !row.has("screens"));
  }

  @Test
  @Order(3)
  void a_second_company_gets_a_consultant_and_credits() {
    assertThat(master.get("companies/" + company).status()).isEqualTo(404);
    ok(
        master.post(
            "companies/" + company,
            Map.of(
                "ID",
                company,
                "CompanyName",
                "Other BV",
                "CurrentCreditLevel",
                0,
                "LowCreditWarningLevel",
                95,
                "AllowNegativeCredits",
                false,
                "ContactEMail",
                "office@other.example",
                "PluginData",
                Map.of("Preferences", Map.of()))));
    ok(master.post("logins/" + consultantId, consultantFields()));
    String grant = UUID.randomUUID().toString();
    Map<String, Object> granted =
        Map.of(
            "ID",
            grant,
            "CompanyID",
            company,
            "CreditsGranted",
            GRANTED,
            "GrantedWhen",
            "2026-11-23 12:00:00 Europe/Amsterdam",
            "UserDescription",
            "Admin");
    ok(master.post("creditgrants/" + grant, granted));
    ok(master.post("creditgrants/" + grant, granted));
    assertThat(creditLevel()).isEqualTo(GRANTED);
    // A stale copy of the company does not bring back an old level.
    ok(
        master.post(
            "companies/" + company,
            Map.of("CurrentCreditLevel", 9999, "ContactPerson", "Ms Other")));
    assertThat(creditLevel()).isEqualTo(GRANTED);
  }

  private Map<String, Object> consultantFields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ID", consultantId);
    fields.put("CompanyID", company);
    fields.put("Email", "consultant@other.example");
    fields.put("UserName", "Carla Consultant");
    fields.put("Password", CONSULTANT_PASSWORD);
    fields.put("PasswordExpirationDate", "2090-01-01T00:00:00Z");
    fields.put("Active", true);
    for (String right :
        List.of(
            "IsOfficeUser",
            "IsOrganisationSupervisor",
            "IsTestAuthor",
            "IsPasswordManager",
            "IsResearcher")) {
      fields.put(right, true);
    }
    return fields;
  }

  @Test
  @Order(4)
  void the_consultant_plans_a_session_of_three_tests() {
    consultant.login("consultant@other.example", CONSULTANT_PASSWORD);
    assertThat(consultant.company()).isEqualTo(company);
    assertThat(consultant.get("companies").status()).isEqualTo(403);
    assertThat(consultant.get("companies/" + company).status()).isEqualTo(200);
    ok(consultant.delete("sessions/" + session + "/deletealltests"));
    ok(consultant.post("sessions/" + session, sessionFields()));
    int sequence = 0;
    for (String test : List.of(COPING, CALCULATION, MEMORY)) {
      String id = UUID.randomUUID().toString();
      sessionTests.put(test, id);
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("ID", id);
      fields.put("SessionID", session);
      fields.put("TestID", test);
      fields.put("PersID", person);
      fields.put("Sequence", sequence++);
      fields.put("NormID1", null);
      fields.put("Status", 10);
      fields.put("HowTheTestIsTaken", 10);
      fields.put("Results", Map.of());
      fields.put("Scores", Map.of());
      fields.put("PluginData", Map.of("_objectType", "ITSObject", "persistentProperties", "*ALL*"));
      ok(consultant.post("sessiontests/" + session + "/" + id, fields));
    }
    ok(
        consultant.post(
            "persons/" + person,
            Map.of(
                "ID",
                person,
                "EMail",
                "candidate@people.example",
                "FirstName",
                "Kandi",
                "LastName",
                "Daat",
                "Password",
                CANDIDATE_PASSWORD,
                "BirthDate",
                "1990-02-03",
                "Sex",
                2,
                "Active",
                true)));
    JsonNode row =
        rows(consultant.get(
                "sessionsview",
                "Filter",
                "Status=10,SessionType=0",
                "Sort",
                "CreateDate desc, AllowedStartDateTime desc",
                "IncludeArchived",
                "N",
                "StartPage",
                "0",
                "PageSize",
                "3"))
            .get(0);
    assertThat(row.get("EMail").asText()).isEqualTo("candidate@people.example");
    assertThat(row.get("active").asBoolean()).isTrue();
    assertThat(ok(consultant.get("persons/" + person)).json().get("BirthDate").asText())
        .isEqualTo("Sat, 03 Feb 1990 00:00:00 GMT");
    assertThat(
            ok(consultant.get("persons/" + person + "/password")).json().get("Password").asText())
        .isEqualTo(CANDIDATE_PASSWORD);
    assertThat(rows(consultant.get("sessiontests/" + session, ALL)))
        .extracting(test -> test.get("TestID").asText())
        .containsExactly(COPING, CALCULATION, MEMORY);
    assertThat(rows(consultant.get("sessiontestsview", ALL))).hasSize(3);
  }

  private Map<String, Object> sessionFields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ID", session);
    fields.put("GroupSessionID", ZERO);
    fields.put("PersonID", person);
    fields.put("SessionType", null);
    fields.put("Description", "Selection of Kandi Daat");
    fields.put("AllowedStartDateTime", "2026-01-01 09:00:00 Europe/Amsterdam");
    fields.put("AllowedEndDateTime", "2090-01-01 17:00:00 Europe/Amsterdam");
    fields.put("StartedAt", "0NaN-NaN-NaN NaN:NaN:NaN Europe/Amsterdam");
    fields.put("Status", 10);
    fields.put("SessionState", "Ready");
    fields.put("Active", true);
    fields.put("EMailNotificationAdresses", "office@other.example");
    fields.put("ManagedByUserID", consultantId);
    fields.put("PluginData", Map.of("sessionParameters", Map.of("reportID", "")));
    return fields;
  }

  @Test
  @Order(5)
  void the_candidate_answers_page_by_page_while_the_server_is_killed() throws IOException {
    candidate = new Website(server.url());
    candidate.login("candidate@people.example", CANDIDATE_PASSWORD);
    assertThat(ok(candidate.get("logins/currentuser")).json().get("IsTestTakingUser").asBoolean())
        .isTrue();
    assertThat(candidate.get("persons", ALL).status()).isEqualTo(403);
    List<JsonNode> own =
        rows(
            candidate.get(
                "sessions",
                "Filter",
                "Status=10, Status=20, SessionType!=1, Active=True",
                "IncludeArchived",
                "N",
                "StartPage",
                "0",
                "PageSize",
                "99999"));
    assertThat(own).hasSize(1);
    JsonNode protectedTest = ok(candidate.get("tests/" + MEMORY)).json();
    assertThat(fields(protectedTest)).containsExactlyInAnyOrderElementsOf(fieldsOfTests(false));
    assertThat(protectedTest.get("screens")).isNotEmpty();
    assertThat(fields(ok(consultant.get("tests/" + MEMORY)).json()))
        .containsExactlyInAnyOrderElementsOf(fieldsOfTests(true));
    String open = UUID.randomUUID().toString();
    ok(
        consultant.post(
            "tests/" + open, Map.of("TestName", "Open", "TestDefinitionIsProtected", false)));
    assertThat(fields(ok(candidate.get("tests/" + open)).json()))
        .containsExactlyInAnyOrderElementsOf(fieldsOfTests(true));
    ok(
        candidate.post(
            "sessions/" + session,
            Map.of(
                "Status",
                20,
                "SessionState",
                "In progress",
                "StartedAt",
                Instant.now().toString(),
                "Description",
                "not the candidate's to change")));
    ok(
        candidate.post(
            "persons/" + person,
            Map.of("DateOfLastTest", Instant.now().toString(), "LastName", "not to change")));
    boolean killed = false;
    for (String test : sessionTests.keySet()) {
      JsonNode definition = ok(candidate.get("tests/" + test)).json();
      answer(test, definition, false);
      if (killed) {
        aNewLoginGoesOnWhereTheOldOneWas(test);
      } else {
        int before = countOfAuditRows();
        server.killAndRestart();
        killed = true;
        assertThat(countOfAuditRows()).isEqualTo(before);
        JsonNode kept =
            ok(candidate.get("sessionteststaking/" + session + "/" + sessionTests.get(test)))
                .json();
        assertThat(kept.get("CurrentPage").asInt()).isEqualTo(definition.get("screens").size());
      }
      answer(test, definition, true);
    }
    assertThat(answeringPosts).isGreaterThanOrEqualTo(40);
    ok(
        candidate.post(
            "sessions/" + session,
            Map.of("Status", 30, "SessionState", "Done", "EndedAt", Instant.now().toString())));
    assertThat(candidate.get("sessions/" + session).status())
        .as("a token of a login that is gone")
        .isEqualTo(404);
    assertThat(candidate.get("sessionteststaking/" + session).status()).isEqualTo(403);
  }

  private static List<String> fields(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> fieldsOfTests(boolean ofProtectedToo) {
    return StreamSupport.stream(Tests.TYPE.fields().spliterator(), false)
        .map(Field::name)
        .filter(name -> ofProtectedToo || !HIDDEN_OF_PROTECTED_TESTS.contains(name))
        .toList();
  }

  /** As after a closed browser; the token before stays good as well. */
  private void aNewLoginGoesOnWhereTheOldOneWas(String test) {
    String path = "sessionteststaking/" + session + "/" + sessionTests.get(test);
    JsonNode before = ok(candidate.get(path)).json();
    Website elsewhere = new Website(server.url());
    elsewhere.login("candidate@people.example", CANDIDATE_PASSWORD);
    assertThat(elsewhere.token()).isNotEqualTo(candidate.token());
    assertThat(ok(elsewhere.get(path)).json()).isEqualTo(before);
    assertThat(ok(candidate.get(path)).json()).isEqualTo(before);
    tokens.add(candidate.token());
    candidate = elsewhere;
  }

  /** Posts the whole object for every page, as the website does; the last post ends the test. */
  private void answer(String test, JsonNode definition, boolean end) {
    String path = "sessionteststaking/" + session + "/" + sessionTests.get(test);
    Map<String, Object> results = new LinkedHashMap<>();
    int page = 0;
    int pages = definition.get("screens").size();
    for (JsonNode screen : definition.get("screens")) {
      Map<String, Object> answers = new LinkedHashMap<>();
      for (JsonNode component : screen.get("screenComponents")) {
        answers.put(
            component.get("id").asText(),
            Map.of("Value", "answer " + page, "Visible", true, "Anonimise", page == 1));
      }
      results.put("__" + screen.get("id").asText(), answers);
      page++;
      if (end && page < pages) {
        continue;
      }
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("ID", sessionTests.get(test));
      fields.put("SessionID", session);
      fields.put("TestID", test);
      fields.put("Status", end ? 30 : 20);
      fields.put("CurrentPage", page);
      fields.put("TotalPages", pages);
      fields.put("PercentageOfQuestionsAnswered", 100 * page / pages);
      fields.put("Results", results);
      fields.put("Billed", true);
      if (end) {
        fields.put("TestEnd", Instant.now().toString());
      }
      ok(candidate.post(path, fields));
      answeringPosts++;
      if (page % 7 == 0) {
        JsonNode read = ok(candidate.get(path)).json();
        assertThat(read.get("CurrentPage").asInt()).isEqualTo(page);
        assertThat(read.get("Results")).hasSize(results.size());
        assertThat(rows(consultant.get("sessiontests/" + session, ALL)))
            .anyMatch(
                row ->
                    row.get("TestID").asText().equals(test)
                        && row.get("Status").asInt() == (end ? 30 : 20));
      }
    }
  }

  @Test
  @Order(6)
  void the_session_is_done_billed_once_and_gathered_without_names() {
    JsonNode done = ok(consultant.get("sessions/" + session)).json();
    assertThat(done.get("Status").asInt()).isEqualTo(31);
    assertThat(done.get("Description").asText()).isEqualTo("Selection of Kandi Daat");
    for (String id : sessionTests.values()) {
      JsonNode test = ok(consultant.get("sessiontests/" + session + "/" + id)).json();
      assertThat(test.get("Billed").asBoolean()).isTrue();
      // The website writes scores back when a consultant opens a finished test.
      ok(
          consultant.post(
              "sessiontests/" + session + "/" + id,
              Map.of("Status", 30, "Scores", Map.of("__a", Map.of("Score", 5)))));
    }
    ok(consultant.post("sessions/" + session, Map.of("Status", 30)));
    assertThat(ok(consultant.get("sessions/" + session)).json().get("Status").asInt())
        .isEqualTo(31);
    List<JsonNode> usages =
        rows(
            consultant.get(
                "creditusages", "Sort", "UsageDateTime desc", "StartPage", "0", "PageSize", "100"));
    assertThat(usages).hasSize(1);
    assertThat(usages.get(0).get("TotalTicks").asInt()).isEqualTo(MEMORY_COSTS);
    assertThat(usages.get(0).get("SessionName").asText()).isEqualTo("Selection of Kandi Daat");
    assertThat(creditLevel()).isEqualTo(GRANTED - MEMORY_COSTS);
    List<JsonNode> months = rows(consultant.get("creditusagespermonth"));
    assertThat(months).hasSize(1);
    assertThat(months.get(0).get("ticks").asInt()).isEqualTo(MEMORY_COSTS);
    List<JsonNode> gathered = rows(consultant.get("datagathering", ALL));
    assertThat(gathered).hasSize(3);
    for (JsonNode row : gathered) {
      assertThat(row.get("PersonData").isTextual()).isTrue();
      assertThat(row.get("PersonData").asText()).contains("BirthDate").doesNotContain("Daat");
      assertThat(row.toString()).doesNotContain("candidate@people.example");
      assertThat(row.get("TestData").asText()).contains("*ANONIMISED*");
      assertThat(row.get("SessionEndData")).isEqualTo(done.get("EndedAt"));
    }
    JsonNode inactive = ok(consultant.get("persons/" + person)).json();
    assertThat(inactive.get("Active").asBoolean()).isFalse();
    assertThat(inactive.get("LastName").asText()).isEqualTo("Daat");
    assertThat(
            new Website(server.url())
                .tryLogin("candidate@people.example", CANDIDATE_PASSWORD)
                .status())
        .isEqualTo(401);
  }

  @Test
  @Order(7)
  void the_lists_show_that_it_is_over() {
    assertThat(ids(consultant.get("sessionsview", with("Filter", "Status=10")))).isEmpty();
    assertThat(ids(consultant.get("sessionsview", with("Filter", "Status=20")))).isEmpty();
    JsonNode done = rows(consultant.get("sessionsview", with("Filter", "Status=31"))).get(0);
    assertThat(done.get("ID").asText()).isEqualTo(session);
    assertThat(done.get("EMail").asText()).isEqualTo("candidate@people.example");
    assertThat(done.get("LastName").asText()).isEqualTo("Daat");
    assertThat(done.get("EndedAt"))
        .isEqualTo(ok(consultant.get("sessions/" + session)).json().get("EndedAt"));
    assertThat(ids(consultant.get("sessiontestsview", with("Filter", "status=30,Billed=True"))))
        .containsExactlyInAnyOrderElementsOf(sessionTests.values());
    assertThat(ids(consultant.get("sessiontestsview", with("Filter", "status!=30")))).isEmpty();
    assertThat(ids(consultant.get("persons", with("IncludeArchived", "N")))).isEmpty();
    assertThat(ids(consultant.get("persons", with("IncludeArchived", "Y"))))
        .containsExactly(person);
    assertThat(ids(consultant.get("logins", ALL))).containsExactly(consultantId);
    assertThat(ids(consultant.get("groupsessionsview", ALL))).isEmpty();
  }

  private static String[] with(String header, String value) {
    return new String[] {"StartPage", "-1", header, value};
  }

  private static List<String> ids(Answer answer) {
    return rows(answer).stream().map(row -> row.get("ID").asText()).toList();
  }

  @Test
  @Order(8)
  void the_audit_trail_tells_the_story_once_in_order_without_secrets() {
    master.liftCallLimit();
    List<JsonNode> trail =
        rows(
            consultant.get(
                "audittrail/session/" + session,
                "StartPage",
                "0",
                "PageSize",
                "99999",
                "Sort",
                "CreateDate"));
    List<String> told = new ArrayList<>();
    for (JsonNode row : trail) {
      told.add(row.get("ObjectType").asInt() + "." + row.get("MessageID").asInt());
      assertThat(row.get("NewData").isTextual()).isTrue();
    }
    assertThat(told.subList(0, 4)).containsExactly("1.1", "2.2", "2.2", "2.2");
    assertThat(told.stream().filter("2.3"::equals)).hasSize(6);
    assertThat(told.stream().filter("2.2"::equals)).hasSize(3 + answeringPosts - 3);
    List<Integer> statuses = new ArrayList<>();
    List<Integer> statusesBefore = new ArrayList<>();
    Map<String, Integer> pages = new HashMap<>();
    int turned = 0;
    StringBuilder everything = new StringBuilder();
    everything.append(consultant.get("audittrail", ALL).body());
    everything.append(master.get("audittrail", ALL).body());
    for (JsonNode row : trail) {
      Answer entry = ok(consultant.get("audittrail/" + row.get("ID").asText()));
      everything.append(entry.body());
      JsonNode before = json(entry.json().get("OldData").asText());
      JsonNode after = json(entry.json().get("NewData").asText());
      assertThat(after).isEqualTo(json(row.get("NewData").asText()));
      if (row.get("ObjectType").asInt() == 1) {
        assertThat(row.get("AuditMessage").asText())
            .isEqualTo("Session updated to status %%SessionStatus%%");
        statuses.add(after.get("SessionStatus").asInt());
        statusesBefore.add(before.path("Status").asInt());
      } else if (after.has("CurrentPage")) {
        Integer page = pages.put(row.get("ObjectID").asText(), after.get("CurrentPage").asInt());
        if (before.has("CurrentPage")) {
          assertThat(before.get("CurrentPage").asInt()).isEqualTo(page);
          turned++;
        }
      }
    }
    assertThat(statuses).containsExactly(10, 20, 31);
    assertThat(statusesBefore).containsExactly(0, 10, 20);
    assertThat(turned).as("pages that were turned").isGreaterThan(30);
    assertThat(everything.toString())
        .doesNotContain(CANDIDATE_PASSWORD)
        .doesNotContain(CONSULTANT_PASSWORD)
        .doesNotContain(master.token())
        .doesNotContain("argon2");
  }

  @Test
  @Order(9)
  void companies_do_not_see_each_other() {
    Website other = new Website(server.url());
    other.login("Admin", ServerProcess.ADMIN_PASSWORD);
    assertThat(other.get("sessions/" + session).status()).isEqualTo(404);
    assertThat(rows(other.get("persons", ALL))).isEmpty();
    assertThat(other.get("persons/" + person, "CompanyID", company).status()).isEqualTo(404);
    ok(other.post("tokens/" + other.token() + "/" + company, ""));
    assertThat(ok(other.get("sessions/" + session)).json().get("ID").asText()).isEqualTo(session);
    ok(other.post("logout", ""));
    assertThat(other.get("sessions/" + session).status()).isEqualTo(404);
  }

  @Test
  @Order(10)
  void every_event_says_who_when_from_where_and_why() throws IOException {
    List<String> missing =
        new JdbcTemplate(server.database())
            .queryForList(
                """
                select distinct key || ' of what ' || case metadata ->> 'user' when 'system' then 'the server does'
                  when 'anonymous' then 'nobody known does' else event_type || ' tells' end
                from events.event, unnest(array['company', 'user', 'tokenSession', 'address', 'browser',
                                                'correlationId', 'causationId', 'command']) as key
                where coalesce(metadata ->> key, '') = ''
                """,
                String.class);
    assertThat(missing)
        .containsExactlyInAnyOrder(
            // There is no token yet.
            "tokenSession of what LoggedIn tells",
            "tokenSession of what LoginRefused tells",
            "tokenSession of what TokenIssued tells",
            "tokenSession of what nobody known does",
            // Nobody called.
            "tokenSession of what the server does",
            "address of what the server does",
            "browser of what the server does");
  }

  @Test
  @Order(11)
  void nothing_secret_and_nobody_is_in_the_log() throws IOException {
    tokens.addAll(List.of(master.token(), consultant.token(), candidate.token()));
    Set<String> unsaid =
        new HashSet<>(
            Set.of(
                ServerProcess.ADMIN_PASSWORD,
                CANDIDATE_PASSWORD,
                CONSULTANT_PASSWORD,
                "candidate@people.example",
                "consultant@other.example",
                "office@other.example",
                "Daat",
                "Onbekend"));
    unsaid.addAll(tokens);
    long before = server.logSize();
    // Calls that fail, about somebody and with what is secret.
    JdbcTemplate owner = new JdbcTemplate(server.database());
    owner.execute(
        "alter table views.persons add constraint nobody_is_named_so check (last_name <> 'Onbekend')");
    Answer failed = consultant.post("persons/" + person, Map.of("LastName", "Onbekend"));
    assertThat(failed.status()).isEqualTo(500);
    owner.execute("alter table views.persons drop constraint nobody_is_named_so");
    assertThat(consultant.post("persons/" + person, "{\"LastName\": \"Daat").status())
        .isEqualTo(400);
    consultant.get("persons", with("Filter", "EMail='candidate@people.example"));
    assertThat(consultant.get("tokens/" + candidate.token()).status()).isEqualTo(403);
    List<LogLine> lines = server.logAfter(before).lines().map(LogLine::parse).toList();
    assertThat(lines)
        .as("one line for an event, also for one with a stack trace")
        .filteredOn(line -> line.text().contains("Call failed unexpectedly"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.text()).contains(" | at org.itr.", "Caused by: ");
              assertThat(failed.body()).endsWith(" under " + line.correlation());
            });
    String log = Files.readString(server.log());
    try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
      for (Path file : files.toList()) {
        log += Files.readString(file);
      }
    }
    assertThat(unsaid).hasSizeGreaterThan(10).noneMatch(log::contains);
    assertThat(log).contains("Started ItrApplication");
  }

  /** A line of the log that begins as every line does. */
  private record LogLine(String correlation, String text) {

    private static final Pattern FORM =
        Pattern.compile(
            "ITR \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} [A-Z]+ +\\[(\\S+)\\] (\\S+: .*)");

    static LogLine parse(String line) {
      Matcher matcher = FORM.matcher(line);
      assertThat(matcher.matches()).as(line).isTrue();
      return new LogLine(matcher.group(1), matcher.group(2));
    }
  }

  @Test
  @Order(12)
  void every_projection_made_again_from_history_is_row_for_row_the_same() {
    server.close();
    try (Application application = Application.on(folder)) {
      ProjectionRebuild rebuild = application.part(ProjectionRebuild.class);
      ProjectionComparison comparison = application.part(ProjectionComparison.class);
      Map<String, ProjectionComparison.Difference> differences =
          comparison.compareAll(progress -> {});
      assertThat(differences)
          .containsKeys("sessions", "sessionsview", "audittrail", "creditusagebuckets");
      assertThat(differences)
          .allSatisfy(
              (table, difference) ->
                  assertThat(difference.isNone()).as(table + " " + difference).isTrue());
      rebuild.rebuildAll(progress -> {});
      // The new tables are in place and serve.
      Views views = application.part(Views.class);
      assertThat(
              views.find(ObjectKey.of(Sessions.TYPE, Space.of(UUID.fromString(company)), session)))
          .isPresent();
      assertThat(comparison.compareAll(progress -> {}))
          .allSatisfy(
              (table, difference) ->
                  assertThat(difference.isNone()).as(table + " " + difference).isTrue());
    }
  }

  private int creditLevel() {
    return ok(master.get("companies/" + company)).json().get("CurrentCreditLevel").asInt();
  }

  private int countOfAuditRows() {
    return rows(consultant.get("audittrail", ALL)).size();
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private static List<JsonNode> rows(Answer answer) {
    ok(answer);
    assertThat(answer.type()).startsWith("application/json");
    return StreamSupport.stream(answer.json().spliterator(), false).toList();
  }

  private static JsonNode json(String text) {
    return new Answer(200, "", text).json();
  }

  private static String realInput(String name) throws IOException {
    return new String(
        JourneyFlowIT.class.getResourceAsStream("/real-input/" + name).readAllBytes(),
        StandardCharsets.UTF_8);
  }
}
