package org.itr.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itr.company.Companies;
import org.itr.credit.CreditGrants;
import org.itr.datagathering.DataGathering;
import org.itr.http.Call;
import org.itr.http.Rights;
import org.itr.objecttype.Field;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectTypes;
import org.itr.privacy.ErasureReceipts;
import org.itr.record.GeneratedReports;
import org.itr.session.Sessions;
import org.itr.support.OneTimeCodes;
import org.itr.support.ServerProcess;
import org.itr.support.StoredEvents;
import org.itr.support.StoredEvents.StoredEvent;
import org.itr.support.StubbornMailServer;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call that writes is made once, and what the audit trail tells of it is counted. Each has a
 * scenario that says what that is; a new call without one fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryWriteIsToldFlowIT {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final String IN_A_FOLDER =
      "its file lies in a folder of the server: TranslationFlowIT has one";
  private static final String GOES_ON_BY_ITSELF =
      "it goes on after the answer: RebuildFlowIT tells of what it writes";
  private static final String NOBODY_MAY = "it is refused for everybody: ServerManagementFlowIT";

  /** Calls that cannot be made here, with where they are tested instead. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry(
              "POST /api/resetpassword",
              "its token comes by mail: OutboxFlowIT counts what it has told"),
          Map.entry("POST /api/installpublics/{repository}/{file}", IN_A_FOLDER),
          Map.entry("DELETE /api/installpublics/{repository}/{file}", IN_A_FOLDER),
          Map.entry("POST /api/installpublics/{repository}", NOBODY_MAY),
          Map.entry("DELETE /api/installpublics/{repository}", NOBODY_MAY),
          Map.entry(
              "POST /api/projections/parked/{id}/retry",
              "a mail must have been given up before: OutboxFlowIT tells of what it writes"),
          Map.entry("POST /api/projections/rebuild", GOES_ON_BY_ITSELF),
          Map.entry("POST /api/projections/{name}/rebuild", GOES_ON_BY_ITSELF),
          Map.entry("DELETE /api/projections/rebuild", GOES_ON_BY_ITSELF),
          Map.entry("POST /api/projections/comparison", GOES_ON_BY_ITSELF),
          Map.entry("DELETE /api/projections/comparison", GOES_ON_BY_ITSELF));

  /** Calls that read, and write as well. */
  private static final Set<String> READS_THAT_WRITE =
      Set.of(
          "GET /api/login",
          "GET /api/login/qrcode",
          "GET /api/privacy/persons/{id}/archive",
          "GET /api/sessions/{id}",
          "GET /api/sessiontests/{session}/{id}");

  /** Makes its call once, when all that it needs is there. */
  @FunctionalInterface
  private interface Scenario {

    /** Plays it and checks what is told. */
    void play();
  }

  private final ServerProcess server = ServerProcess.shared();
  private final Map<String, Scenario> scenarios = new TreeMap<>();
  private final List<String> secrets = new ArrayList<>();
  private TestCompany company;
  private Website user;
  private String self;

  @BeforeAll
  void settle() {
    company = TestCompany.on(server);
    user = company.user("IsMasterUser", "IsPasswordManager", "IsResearcher");
    self = user.get("logins/currentuser").json().get("ID").asText();
    secrets.add(company.password());
    secrets.add(user.token());
    ObjectTypes.RECORDS.forEach(this::record);
    record(DataGathering.TYPE);
    persons();
    sessions();
    groups();
    accounts();
    companies();
    credits();
    settingsAndNotes();
    gettingIn();
    files();
    texts();
    mails();
    privacy();
  }

  static Stream<String> writes() {
    return Rights.table().stream()
        .filter(call -> !call.isRead() || READS_THAT_WRITE.contains(call.toString()))
        .map(Call::toString)
        .filter(call -> !ELSEWHERE.containsKey(call))
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("writes")
  void what_a_call_writes_is_told_once(String call) {
    Scenario scenario = scenarios.get(call);
    assertThat(scenario)
        .as(
            "a scenario in EveryWriteIsToldFlowIT that makes the call "
                + call
                + " once and says what is told")
        .isNotNull();
    scenario.play();
  }

  @Test
  void every_scenario_is_one_of_a_call() {
    assertThat(scenarios.keySet())
        .isEqualTo(writes().collect(Collectors.toCollection(TreeSet::new)));
  }

  /** What a call had told, with the rows themselves to look into. */
  private record Told(List<JsonNode> rows) {

    private static String brief(JsonNode row) {
      return row.get("ObjectType").asInt()
          + "/"
          + row.get("MessageID").asInt()
          + " "
          + row.get("ObjectID").asText();
    }

    /** Each as ObjectType/MessageID and the object. */
    Told are(String... expected) {
      assertThat(rows)
          .extracting(Told::brief)
          .as("ObjectType/MessageID and ObjectID of what was told")
          .containsExactlyInAnyOrder(expected);
      return this;
    }

    /** The ID of the object of a type that something was told of. */
    String object(ObjectType type) {
      return rows.stream()
          .filter(row -> row.get("ObjectType").asInt() == type.auditNumber())
          .findFirst()
          .orElseThrow()
          .get("ObjectID")
          .asText();
    }

    JsonNode data(String brief, String which) {
      JsonNode row =
          rows.stream().filter(one -> brief(one).equals(brief)).findFirst().orElseThrow();
      return tree(row.get(which).asText());
    }

    /** What is told of fields that were saved. */
    Told values(String brief, Map<String, Object> before, Map<String, Object> after) {
      assertThat(data(brief, "NewData")).isEqualTo(MAPPER.valueToTree(new TreeMap<>(after)));
      assertThat(data(brief, "OldData")).isEqualTo(MAPPER.valueToTree(new TreeMap<>(before)));
      return this;
    }
  }

  private static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json.isEmpty() ? "{}" : json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  /** The rows of the company and of the master space, by ID. */
  private Map<String, JsonNode> trail(Website reader) {
    Map<String, JsonNode> rows = new LinkedHashMap<>();
    Answer answer = reader.get("audittrail", "StartPage", "-1", "IncludeMaster", "Y");
    assertThat(answer.status()).isEqualTo(200);
    answer.json().forEach(row -> rows.put(row.get("ID").asText() + row.get("dbsource"), row));
    return rows;
  }

  /** Makes a call as the user and collects what is told. */
  private Told told(String method, String path, Object body, String... headers) {
    return told(user, self, user, method, path, body, headers);
  }

  private Told told(
      Website reader,
      String by,
      Website caller,
      String method,
      String path,
      Object body,
      String... headers) {
    return told(
        reader,
        by,
        () ->
            caller.call(
                method,
                path,
                body == null ? null : body instanceof String text ? text : Website.text(body),
                headers));
  }

  private Told told(Website reader, String by, Supplier<Answer> call) {
    Map<String, JsonNode> before = trail(reader);
    ok(call.get());
    Map<String, JsonNode> after = trail(reader);
    after.keySet().removeAll(before.keySet());
    List<JsonNode> rows = new ArrayList<>();
    for (JsonNode row : after.values()) {
      // A list leaves out what was before.
      String[] space =
          row.get("dbsource").asInt() == 1
              ? new String[] {"IncludeMaster", "Y", "IncludeClient", "N"}
              : new String[] {};
      Answer whole = reader.get("audittrail/" + row.get("ID").asText(), space);
      rows.add(whole.json());
      assertThat(whole.json().get("UserID").asText()).as("who did it").isEqualTo(by);
      assertThat(secrets).noneMatch(whole.body()::contains);
    }
    return new Told(rows);
  }

  private static void ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  /** A value of a field that is not what it starts as. */
  private static Object sample(Field field, int n) {
    if (field.isJson()) {
      return Map.of("n", n);
    }
    return switch (field.type()) {
      case UUID -> new UUID(n, n).toString();
      case STRING, TEXT -> "t" + n;
      case INT16, INT32, INT64 -> 10 + n;
      case DOUBLE -> n + 0.5;
      case BOOLEAN -> Boolean.FALSE.equals(field.initial()) == (n == 1);
      case TIMESTAMP -> "2026-01-0" + n + "T10:00:00Z";
      case DATE -> "1990-02-0" + n;
    };
  }

  private static Map<String, Object> samples(ObjectType type, int n, String... without) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Field field : type.fields()) {
      if (!field.name().equals(type.key())
          && field.isReturned()
          && !List.of(without).contains(field.name())) {
        fields.put(field.name(), sample(field, n));
      }
    }
    return fields;
  }

  private void save(String path, Map<String, Object> fields) {
    ok(user.post(path, fields));
  }

  /** Creating, changing and removing are told once each, with all that was sent but results. */
  private void record(ObjectType type) {
    String path = type.name() + "/{id}";
    // The server sets these, whatever is sent.
    String[] own = type.equals(DataGathering.TYPE) ? new String[] {"CompanyID"} : new String[0];
    // A report that is linked anew is about somebody else, and all of it is written for that
    // person.
    String[] kept = type.equals(GeneratedReports.TYPE) ? new String[] {"LinkedObjectID"} : own;
    scenarios.put(
        "POST /api/" + path,
        () -> {
          String id = id();
          String object = type.name() + "/" + id;
          Map<String, Object> first = samples(type, 1, own);
          Map<String, Object> second = samples(type, 2, kept);
          Map<String, Object> added = new HashMap<>(first);
          Stream.of(own).forEach(name -> added.put(name, company.id()));
          told("POST", object, first)
              .are(type.auditNumber() + "/101 " + id)
              .values(type.auditNumber() + "/101 " + id, Map.of(), withoutResults(type, added));
          told("POST", object, second)
              .are(type.auditNumber() + "/102 " + id)
              .values(
                  type.auditNumber() + "/102 " + id,
                  withoutResults(type, changed(type, samples(type, 1, kept))),
                  withoutResults(type, changed(type, second)));
          told("POST", object, second).are();
        });
    scenarios.put(
        "DELETE /api/" + path,
        () -> {
          String id = id();
          save(type.name() + "/" + id, samples(type, 1, own));
          told("DELETE", type.name() + "/" + id, null).are(type.auditNumber() + "/103 " + id);
        });
    if (type.equals(GeneratedReports.TYPE)) {
      scenarios.put(
          "POST /api/generatedreports/{linked}/{id}",
          () -> {
            String linked = id();
            String id = id();
            JsonNode data =
                told("POST", "generatedreports/" + linked + "/" + id, Map.of("ReportTitle", "t"))
                    .are("16/101 " + id)
                    .data("16/101 " + id, "NewData");
            assertThat(data.get("LinkedObjectID").asText()).isEqualTo(linked);
          });
      scenarios.put(
          "DELETE /api/generatedreports/{linked}/{id}",
          () -> {
            String linked = id();
            String id = id();
            save("generatedreports/" + linked + "/" + id, Map.of("ReportTitle", "t"));
            told("DELETE", "generatedreports/" + linked + "/" + id, null).are("16/103 " + id);
          });
    }
  }

  /** Values as the trail has them after a change: of JSON the parts that changed. */
  private static Map<String, Object> changed(ObjectType type, Map<String, Object> sent) {
    Map<String, Object> values = new HashMap<>(sent);
    for (Field field : type.fields()) {
      if (field.isJson() && sent.get(field.name()) instanceof Map<?, ?> json) {
        values.put(field.name(), Map.of("/n", json.get("n")));
      }
    }
    return values;
  }

  /** Results are in history, and not repeated in the trail. */
  private static Map<String, Object> withoutResults(ObjectType type, Map<String, Object> values) {
    Map<String, Object> told = new HashMap<>(values);
    if (type.equals(DataGathering.TYPE)) {
      told.remove("TestData");
    } else if (type.equals(GeneratedReports.TYPE)) {
      told.remove("ReportText");
    }
    return told;
  }

  private Map<String, Object> person(String id) {
    String password = "Pass-" + id();
    secrets.add(password);
    return Map.of(
        "EMail", id + "@members.example", "LastName", "Abel", "Password", password, "Active", true);
  }

  private String session(Map<String, Object> more) {
    String session = id();
    Map<String, Object> fields = new HashMap<>(Map.of("Status", 10, "Active", true));
    fields.putAll(more);
    save("sessions/" + session, fields);
    return session;
  }

  private String sessionTest(String session, Map<String, Object> more) {
    String test = id();
    Map<String, Object> fields = new HashMap<>(Map.of("Status", 10, "TestID", id()));
    fields.putAll(more);
    save("sessiontests/" + session + "/" + test, fields);
    return test;
  }

  private void persons() {
    scenarios.put(
        "POST /api/persons/{id}",
        () -> {
          String id = id();
          session(Map.of("PersonID", id));
          told("POST", "persons/" + id, person(id)).are("3/101 " + id, "4/101 " + id);
          // The login is named after the person.
          told("POST", "persons/" + id, Map.of("LastName", "Baker"))
              .are("3/102 " + id, "4/102 " + id);
        });
    scenarios.put(
        "DELETE /api/persons/{id}",
        () -> {
          String id = id();
          String session = session(Map.of("PersonID", id));
          String test = sessionTest(session, Map.of("PersID", id));
          save("persons/" + id, person(id));
          Told told = told("DELETE", "persons/" + id, null);
          told.are(
              "3/103 " + id,
              "4/103 " + id,
              "1/10 " + session,
              "2/4 " + test,
              "40/101 " + told.object(ErasureReceipts.TYPE));
        });
    scenarios.put(
        "POST /api/persons/deleteunused",
        () -> {
          ok(user.post("persons/deleteunused", ""));
          String id = id();
          save("persons/" + id, person(id));
          Told told = told("POST", "persons/deleteunused", null);
          told.are("3/103 " + id, "4/103 " + id, "40/101 " + told.object(ErasureReceipts.TYPE));
        });
  }

  private void privacy() {
    scenarios.put(
        "GET /api/privacy/persons/{id}/archive",
        () -> {
          String id = id();
          save("persons/" + id, person(id));
          told("GET", "privacy/persons/" + id + "/archive", null).are("3/110 " + id);
        });
    scenarios.put(
        "DELETE /api/privacy/persons/{id}",
        () -> {
          String id = id();
          // Written while nobody was known, so under a key of its own.
          String session = session(Map.of("Description", "Early"));
          save("sessions/" + session, Map.of("PersonID", id));
          save("persons/" + id, person(id));
          Told told = told("DELETE", "privacy/persons/" + id, null);
          told.are(
              "3/103 " + id,
              "3/111 " + id,
              "4/103 " + id,
              "1/10 " + session,
              "40/101 " + told.object(ErasureReceipts.TYPE));
        });
    scenarios.put(
        "POST /api/privacy/retention/{id}",
        () -> {
          String id = id();
          String rule = "privacy/retention/" + id;
          Map<String, Object> fields = Map.of("Description", "t1", "Months", 12);
          Map<String, Object> added = new HashMap<>(fields);
          added.put("CompanyID", company.id());
          told("POST", rule, fields).are("41/101 " + id).values("41/101 " + id, Map.of(), added);
          told("POST", rule, Map.of("Months", 24))
              .are("41/102 " + id)
              .values("41/102 " + id, Map.of("Months", 12), Map.of("Months", 24));
          told("POST", rule, Map.of("Months", 24)).are();
        });
    scenarios.put(
        "POST /api/privacy/retention/preview",
        () -> told("POST", "privacy/retention/preview", Map.of("Months", 12)).are());
    scenarios.put(
        "DELETE /api/privacy/retention/{id}",
        () -> {
          String id = id();
          save("privacy/retention/" + id, Map.of("Months", 12));
          told("DELETE", "privacy/retention/" + id, null).are("41/103 " + id);
        });
  }

  private void sessions() {
    scenarios.put(
        "POST /api/sessions/{id}",
        () -> {
          String id = id();
          told("POST", "sessions/" + id, Map.of("Description", "t1", "Status", 10))
              .are("1/1 " + id);
          told("POST", "sessions/" + id, Map.of("Description", "t2")).are("1/1 " + id);
          told("POST", "sessions/" + id, Map.of("Description", "t2")).are();
        });
    scenarios.put(
        "DELETE /api/sessions/{id}",
        () -> {
          String session = session(Map.of());
          String test = sessionTest(session, Map.of());
          String report = id();
          save("generatedreports/" + session + "/" + report, Map.of("ReportTitle", "t"));
          told("DELETE", "sessions/" + session, null)
              .are("1/10 " + session, "2/4 " + test, "16/103 " + report);
        });
    scenarios.put(
        "DELETE /api/sessions/{id}/deletealltests",
        () -> {
          String session = session(Map.of());
          String test = sessionTest(session, Map.of());
          told("DELETE", "sessions/" + session + "/deletealltests", null)
              .are("2/5 " + session, "2/4 " + test);
        });
    scenarios.put(
        "GET /api/sessions/{id}",
        () -> {
          String code = "P" + id().substring(0, 6);
          String person = id();
          String session =
              session(Map.of("SessionType", 200, "PersonID", person, "ShortLoginCode", code));
          sessionTest(session, Map.of());
          save("persons/" + person, Map.of("EMail", session, "Active", true));
          Website participant = new Website(server.url());
          Answer login =
              participant.call(
                  "GET", "login", null, "Poll", code, "CompanyID", "", "SessionID", "");
          participant.continueWith(
              login.json().get("SessionID").asText(), login.json().get("CompanyID").asText());
          Told told = told(user, person, participant, "GET", "sessions/" + session, null);
          JsonNode copy = participant.get("sessions/" + session).json();
          JsonNode test =
              participant.get("sessionteststaking/" + copy.get("ID").asText()).json().get(0);
          told.are("1/1 " + copy.get("ID").asText(), "2/2 " + test.get("ID").asText());
          told(user, person, participant, "GET", "sessions/" + session, null).are();
        });
    scenarios.put(
        "POST /api/sessiontests/{session}/{id}",
        () -> {
          String session = session(Map.of());
          String id = id();
          String path = "sessiontests/" + session + "/" + id;
          told("POST", path, Map.of("Status", 10, "TestID", id())).are("2/2 " + id);
          told("POST", path, Map.of("CurrentPage", 2)).are("2/2 " + id);
          // From 30 on it is done, and gathered without names.
          Told done = told("POST", path, Map.of("Status", 30));
          assertThat(done.rows()).extracting(Told::brief).contains("2/3 " + id).hasSize(2);
          assertThat(done.rows()).extracting(row -> row.get("ObjectType").asInt()).contains(20);
        });
    scenarios.put(
        "DELETE /api/sessiontests/{session}/{id}",
        () -> {
          String session = session(Map.of());
          String test = sessionTest(session, Map.of());
          told("DELETE", "sessiontests/" + session + "/" + test, null).are("2/4 " + test);
        });
    scenarios.put(
        "GET /api/sessiontests/{session}/{id}",
        () -> {
          TestCompany poor = TestCompany.on(server, Map.of("AllowNegativeCredits", false));
          Website there = poor.user("IsMasterUser");
          String by = there.get("logins/currentuser").json().get("ID").asText();
          String costly = id();
          ok(there.post("tests/" + costly, Map.of("TestName", "Costly", "Costs", 5)));
          String session = id();
          String test = id();
          String path = "sessiontests/" + session + "/" + test;
          ok(there.post("sessions/" + session, Map.of("Status", 20)));
          ok(there.post(path, Map.of("Status", 30, "TestID", costly)));
          assertThat(there.get(path).status()).isEqualTo(403);
          ok(
              there.post(
                  "creditgrants/" + id(), Map.of("CompanyID", poor.id(), "CreditsGranted", 9)));
          Told billed = told(there, by, there, "GET", path, null);
          String usage =
              there
                  .get("creditusages", "Filter", "SessionID=" + session)
                  .json()
                  .get(0)
                  .get("ID")
                  .asText();
          billed.are("2/10 " + test, "7/101 " + usage, "5/110 " + poor.id());
          told(there, by, there, "GET", path, null).are();
        });
    scenarios.put(
        "POST /api/sessionteststaking/{session}/{id}",
        () -> {
          String person = id();
          Map<String, Object> fields = person(person);
          String session = session(Map.of("PersonID", person));
          String test = sessionTest(session, Map.of("PersID", person));
          save("persons/" + person, fields);
          Website candidate = new Website(server.url());
          candidate.login(person + "@members.example", fields.get("Password").toString());
          Map<String, Object> answers =
              Map.of(
                  "Results",
                  Map.of("__p1", Map.of("q", Map.of("Value", "my answer"))),
                  "CurrentPage",
                  1);
          String path = "sessionteststaking/" + session + "/" + test;
          Told told = told(user, person, candidate, "POST", path, answers).are("2/2 " + test);
          assertThat(told.data("2/2 " + test, "NewData").has("Results")).isFalse();
          told(user, person, candidate, "POST", path, answers).are();
        });
  }

  private List<JsonNode> members(String group) {
    List<JsonNode> members = new ArrayList<>();
    user.get("sessions/" + group + "/groupmembers", "StartPage", "-1").json().forEach(members::add);
    return members;
  }

  private void groups() {
    scenarios.put(
        "POST /api/sessions/{id}/groupmembers",
        () -> {
          String group = session(Map.of("SessionType", 100));
          sessionTest(group, Map.of());
          String person = id();
          Told told = told("POST", "sessions/" + group + "/groupmembers", member(person));
          String session = members(group).get(0).get("sessionid").asText();
          String test = user.get("sessiontests/" + session).json().get(0).get("ID").asText();
          told.are("3/101 " + person, "4/101 " + person, "1/1 " + session, "2/2 " + test);
        });
    scenarios.put(
        "DELETE /api/sessions/{id}/groupmembers",
        () -> {
          String group = session(Map.of("SessionType", 100));
          String person = id();
          ok(user.post("sessions/" + group + "/groupmembers", member(person)));
          String session = members(group).get(0).get("sessionid").asText();
          // Without a session the person needs no login.
          told("DELETE", "sessions/" + group + "/groupmembers", List.of(Map.of("ID", person)))
              .are("1/10 " + session, "4/103 " + person, "3/102 " + person);
        });
    scenarios.put(
        "DELETE /api/sessions/group/{id}",
        () -> {
          String group = session(Map.of("SessionType", 100));
          String member = session(Map.of("GroupSessionID", group));
          told("DELETE", "sessions/group/" + group, null).are("1/10 " + group, "1/10 " + member);
        });
    scenarios.put(
        "POST /api/sessions/group/{id}/archive",
        () -> {
          String group = session(Map.of("SessionType", 100));
          String member = session(Map.of("GroupSessionID", group));
          told("POST", "sessions/group/" + group + "/archive", null)
              .are("1/1 " + group, "1/1 " + member);
        });
    scenarios.put(
        "POST /api/sessions/group/{id}/unarchive",
        () -> {
          String group = session(Map.of("SessionType", 100, "Active", false));
          told("POST", "sessions/group/" + group + "/unarchive", null).are("1/1 " + group);
        });
  }

  private Map<String, Object> member(String id) {
    Map<String, Object> member = new HashMap<>(person(id));
    member.put("ID", id);
    return member;
  }

  private void accounts() {
    scenarios.put(
        "POST /api/logins/{id}",
        () -> {
          String id = id();
          String password = "Pass-" + id();
          String key = "Key-" + id();
          secrets.addAll(List.of(password, key));
          Map<String, Object> login =
              Map.of("Email", id + "@users.example", "UserName", "t", "Password", password);
          JsonNode data =
              told("POST", "logins/" + id, login).are("4/101 " + id).data("4/101 " + id, "NewData");
          assertThat(data.has("Password")).isFalse();
          told("POST", "logins/" + id, Map.of("UserName", "u")).are("4/102 " + id);
          told("POST", "logins/" + id, Map.of("Password", password + "2")).are("4/112 " + id);
          told("POST", "logins/" + id, Map.of("APIKey", key)).are("4/102 " + id);
        });
    scenarios.put(
        "DELETE /api/logins/{id}",
        () -> {
          Website colleague = company.user("IsOfficeUser");
          String id = colleague.get("logins/currentuser").json().get("ID").asText();
          Told told = told("DELETE", "logins/" + id, null);
          assertThat(told.rows()).extracting(Told::brief).contains("4/103 " + id).hasSize(2);
          assertThat(told.rows()).extracting(row -> row.get("ObjectType").asInt()).contains(19);
        });
    scenarios.put(
        "POST /api/logins/currentuser",
        () ->
            told("POST", "logins/currentuser", Map.of("UserName", "n" + id()))
                .are("4/102 " + self));
    scenarios.put(
        "POST /api/logins/currentuser/changepassword",
        () -> {
          Website colleague = company.user("IsOfficeUser");
          String id = colleague.get("logins/currentuser").json().get("ID").asText();
          String wanted = "Pass-" + id();
          secrets.add(wanted);
          told(
                  user,
                  id,
                  colleague,
                  "POST",
                  "logins/currentuser/changepassword",
                  Map.of("old_password", company.password(), "new_password", wanted))
              .are("4/112 " + id);
        });
    // A token that moves is told of where it goes, and so is the login that is made for it there.
    scenarios.put(
        "POST /api/tokens/{id}",
        () -> {
          TestCompany other = TestCompany.on(server);
          Website colleague = company.user("IsMasterUser");
          String token = tokenSession(colleague);
          movedTo(
              other,
              colleague,
              token,
              () -> user.post("tokens/" + colleague.token(), Map.of("CompanyID", other.id())));
        });
    scenarios.put(
        "POST /api/tokens/{id}/{company}",
        () -> {
          TestCompany other = TestCompany.on(server);
          Website colleague = company.user("IsMasterUser");
          String token = tokenSession(colleague);
          movedTo(
              other,
              colleague,
              token,
              () -> user.post("tokens/" + colleague.token() + "/" + other.id(), ""));
        });
    scenarios.put(
        "DELETE /api/tokens/{id}",
        () -> {
          Website colleague = company.user("IsOfficeUser");
          String token = tokenSession(colleague);
          told("DELETE", "tokens/" + colleague.token(), null).are("19/103 " + token);
        });
  }

  private void movedTo(TestCompany other, Website moved, String token, Supplier<Answer> move) {
    Website reader = other.user("IsMasterUser");
    Told told = told(reader, self, move);
    told.are(
        "19/110 " + token, "4/101 " + moved.get("logins/currentuser").json().get("ID").asText());
  }

  /** The public uuid of a browser's token, which the trail names it by. */
  private String tokenSession(Website website) {
    secrets.add(website.token());
    return user.get("tokens/" + website.token(), "BrowserID", id())
        .json()
        .get("TokenSessionID")
        .asText();
  }

  private void companies() {
    scenarios.put(
        "POST /api/companies/{id}",
        () -> {
          String id = id();
          Website there = server.master();
          Map<String, Object> first = samples(Companies.TYPE, 1, "Active");
          Map<String, Object> second = samples(Companies.TYPE, 2, "Active", "CurrentCreditLevel");
          ok(user.post("companies/" + id, first));
          ok(user.post("companies/" + id, second));
          ok(user.post("companies/" + id, second));
          ok(there.post("tokens/" + there.token() + "/" + id, ""));
          assertThat(
                  there
                      .get("audittrail/object/" + id, "StartPage", "-1", "Sort", "CreateDate")
                      .json())
              .extracting(Told::brief)
              .containsExactlyInAnyOrder("5/101 " + id, "5/110 " + id, "5/102 " + id);
          ok(there.post("logout", ""));
        });
    scenarios.put(
        "DELETE /api/companies/{id}",
        () -> {
          // What a removed company had is told in a space that nobody has a token for any more.
          String id = TestCompany.on(server).id();
          ok(user.delete("companies/" + id));
          try (StoredEvents store = server.events()) {
            assertThat(store.after(0))
                .filteredOn(event -> event.target().endsWith("/" + id))
                .extracting(StoredEvent::type)
                .containsExactly("CompanyFounded", "CompanyRemoved");
          }
        });
  }

  private void credits() {
    scenarios.put(
        "POST /api/creditgrants/{id}",
        () -> {
          String id = id();
          Map<String, Object> grant = samples(CreditGrants.TYPE, 1, "CompanyID");
          grant.put("CompanyID", company.id());
          told("POST", "creditgrants/" + id, grant).are("6/101 " + id, "5/110 " + company.id());
          told("POST", "creditgrants/" + id, Map.of("Remarks", "t2")).are("6/102 " + id);
          told("POST", "creditgrants/" + id, Map.of("Remarks", "t2")).are();
        });
    scenarios.put(
        "DELETE /api/creditgrants/{id}",
        () -> {
          String id = id();
          save("creditgrants/" + id, Map.of("CompanyID", company.id(), "CreditsGranted", 3));
          told("DELETE", "creditgrants/" + id, null).are("6/103 " + id);
        });
    scenarios.put(
        "POST /api/creditusages/{id}",
        () -> {
          String id = id();
          told("POST", "creditusages/" + id, Map.of("TotalTicks", 2)).are("7/101 " + id);
          told("POST", "creditusages/" + id, Map.of("InvoiceCode", "t")).are("7/102 " + id);
        });
    scenarios.put(
        "DELETE /api/creditusages/{id}",
        () -> {
          String id = id();
          save("creditusages/" + id, Map.of("TotalTicks", 2));
          told("DELETE", "creditusages/" + id, null).are("7/103 " + id);
        });
  }

  private void settingsAndNotes() {
    scenarios.put(
        "POST /api/systemsettings/{id}",
        () -> {
          String name = "SHOWN_" + id().substring(0, 8);
          assertThat(told("POST", "systemsettings/" + name, "one").rows())
              .singleElement()
              .satisfies(row -> assertThat(row.get("NewData").asText()).contains(name, "one"));
          assertThat(told("POST", "systemsettings/" + name, "two").rows())
              .singleElement()
              .satisfies(
                  row -> {
                    assertThat(row.get("OldData").asText()).contains("one");
                    assertThat(row.get("NewData").asText()).contains("two");
                  });
          told("POST", "systemsettings/" + name, "two").are();
          String secret = "Secret-" + id();
          secrets.add(secret);
          assertThat(told("POST", "systemsettings/SMTP_PASSWORD", secret).rows()).hasSize(1);
          told("POST", "systemsettings/CC_ADDRESS", id() + "@copies.example")
              .are("5/102 " + company.id());
        });
    scenarios.put(
        "DELETE /api/systemsettings/{id}",
        () -> {
          String name = "SHOWN_" + id().substring(0, 8);
          ok(user.post("systemsettings/" + name, "one"));
          assertThat(told("DELETE", "systemsettings/" + name, null).rows())
              .singleElement()
              .satisfies(row -> assertThat(row.get("MessageID").asInt()).isEqualTo(103));
        });
    scenarios.put(
        "POST /api/audittrail/{id}",
        () -> {
          String id = id();
          String about = id();
          Told told =
              told(
                  "POST",
                  "audittrail/" + id,
                  Map.of(
                      "AuditMessage",
                      "a note",
                      "ObjectID",
                      about,
                      "ObjectType",
                      3,
                      "MessageID",
                      7));
          told.are("3/7 " + about);
          assertThat(told.rows().get(0).get("ID").asText()).isEqualTo(id);
        });
    scenarios.put(
        "DELETE /api/audittrail/{id}",
        () -> {
          String id = id();
          save("audittrail/" + id, Map.of("AuditMessage", "a note"));
          assertThat(user.get("audittrail/" + id).json().get("ObjectID").asText())
              .as("of nothing in particular")
              .isEqualTo("00000000-0000-0000-0000-000000000000");
          told("DELETE", "audittrail/" + id, null).are("23/110 " + id);
          assertThat(user.get("audittrail/" + id).status()).isEqualTo(404);
        });
  }

  private void gettingIn() {
    scenarios.put(
        "GET /api/login",
        () -> {
          String email = company.email("IsOfficeUser");
          Website browser = new Website(server.url());
          Map<String, JsonNode> before = trail(user);
          browser.login(email, company.password());
          Map<String, JsonNode> after = trail(user);
          after.keySet().removeAll(before.keySet());
          String id = browser.get("logins/currentuser").json().get("ID").asText();
          new Told(List.copyOf(after.values()))
              .are("4/110 " + id, "19/101 " + tokenSession(browser));
          Map<String, JsonNode> beforeFailure = trail(user);
          assertThat(new Website(server.url()).tryLogin(email, "not it").status()).isEqualTo(401);
          Map<String, JsonNode> afterFailure = trail(user);
          afterFailure.keySet().removeAll(beforeFailure.keySet());
          new Told(List.copyOf(afterFailure.values())).are("4/111 " + id);
        });
    scenarios.put("POST /api/checktoken", () -> told("POST", "checktoken", null).are());
    scenarios.put(
        "POST /api/logout",
        () -> {
          Website colleague = company.user("IsOfficeUser");
          String id = colleague.get("logins/currentuser").json().get("ID").asText();
          String token = tokenSession(colleague);
          told(user, id, colleague, "POST", "logout", null).are("19/103 " + token);
        });
    scenarios.put(
        "GET /api/login/qrcode", () -> secondFactor((told, id) -> told.are("4/113 " + id), null));
    scenarios.put(
        "POST /api/login/mfacode",
        () ->
            secondFactor(
                (told, id) -> {},
                (told, id) -> {
                  assertThat(told.rows())
                      .extracting(Told::brief)
                      .contains("4/114 " + id, "4/110 " + id);
                  assertThat(told.rows())
                      .extracting(row -> row.get("ObjectType").asInt())
                      .containsExactlyInAnyOrder(4, 4, 19);
                }));
    scenarios.put(
        "POST /api/sendresetpassword",
        () -> {
          String email = company.email("IsOfficeUser");
          Map<String, JsonNode> before = trail(user);
          ok(
              new Website(server.url())
                  .call(
                      "POST",
                      "sendresetpassword",
                      null,
                      "UserID",
                      email,
                      "SessionID",
                      "",
                      "CompanyID",
                      ""));
          Map<String, JsonNode> after = trail(user);
          after.keySet().removeAll(before.keySet());
          // Whether and when the mail went is told later, once more.
          assertThat(after.values())
              .extracting(row -> row.get("ObjectType").asInt() + "/" + row.get("MessageID").asInt())
              .filteredOn(told -> !told.equals("1001/1") && !told.equals("1001/3"))
              .containsExactlyInAnyOrder("4/115", "1001/2");
        });
    scenarios.put("POST /api/cache/clear", () -> told("POST", "cache/clear", null).are());
    scenarios.put(
        "POST /api/downloads",
        () -> told("POST", "downloads", Map.of("Path", "history/export/csv")).are());
    scenarios.put(
        "POST /api/history/verification", () -> told("POST", "history/verification", null).are());
  }

  /** Registers a second factor and logs in with it; what each has told is looked at. */
  private void secondFactor(
      BiConsumer<Told, String> registered, @Nullable BiConsumer<Told, String> loggedIn) {
    TestCompany careful = TestCompany.on(server, Map.of("MFAEnabled", true));
    Website reader = server.master();
    ok(reader.post("tokens/" + reader.token() + "/" + careful.id(), ""));
    String email = careful.email("IsOfficeUser");
    String id =
        reader.get("logins", "Filter", "Email='" + email + "'").json().get(0).get("ID").asText();
    String[] who = {
      "UserID", email, "Password", careful.password(), "CompanyID", careful.id(), "SessionID", ""
    };
    Website browser = new Website(server.url());
    AtomicReference<String> address = new AtomicReference<>("");
    registered.accept(
        told(
            reader,
            id,
            () -> {
              Answer answer = browser.call("GET", "login/qrcode", null, who);
              address.set(answer.body());
              return answer;
            }),
        id);
    secrets.add(OneTimeCodes.secret(address.get()));
    if (loggedIn != null) {
      List<String> headers = new ArrayList<>(List.of(who));
      headers.addAll(List.of("MFACode", OneTimeCodes.now(address.get())));
      loggedIn.accept(
          told(
              reader,
              id,
              () -> browser.call("POST", "login/mfacode", null, headers.toArray(String[]::new))),
          id);
    }
    ok(reader.post("logout", ""));
  }

  private void files() {
    String path = "files/{company}/{object}/{type}";
    scenarios.put(
        "POST /api/" + path + "/{name}",
        () -> {
          String object = id();
          String file = "files/" + company.id() + "/" + object + "/media/a.txt";
          told("POST", file, "one").are("25/101 " + object);
          told("POST", file, "two").are("25/102 " + object);
          told("POST", file, "two").are();
        });
    scenarios.put(
        "DELETE /api/" + path + "/{name}",
        () -> {
          String object = id();
          String file = "files/" + company.id() + "/" + object + "/media/a.txt";
          ok(user.post(file, "one"));
          told("DELETE", file, null).are("25/103 " + object);
        });
    scenarios.put(
        "DELETE /api/" + path,
        () -> {
          String object = id();
          String folder = "files/" + company.id() + "/" + object + "/media";
          ok(user.post(folder + "/a.txt", "one"));
          ok(user.post(folder + "/b.txt", "two"));
          told("DELETE", folder, null).are("25/103 " + object, "25/103 " + object);
        });
    scenarios.put(
        "POST /api/filecopy/{source}/{target}",
        () -> {
          String source = id();
          String target = id();
          ok(user.post("files/" + company.id() + "/" + source + "/media/a.txt", "one"));
          ok(user.post("files/" + company.id() + "/" + target + "/media/b.txt", "two"));
          told("POST", "filecopy/" + source + "/" + target, null)
              .are("25/101 " + target, "25/103 " + target);
        });
  }

  private void texts() {
    scenarios.put(
        "POST /api/translations/{language}",
        () -> {
          String language = "qaa-" + id().substring(0, 8);
          String path = "translations/" + language;
          String row = UUID.nameUUIDFromBytes(language.getBytes(StandardCharsets.UTF_8)).toString();
          told("POST", path, text("Hallo")).are("30/101 " + row);
          told("POST", path, text("Hoi")).are();
          told("POST", path, text("Hoi"), "ForceTranslation", "Y").are("30/102 " + row);
        });
    scenarios.put(
        "DELETE /api/translations/{language}",
        () -> {
          String language = "qaa-" + id().substring(0, 8);
          ok(user.post("translations/" + language, text("Hallo")));
          assertThat(told("DELETE", "translations/" + language, null).rows()).hasSize(1);
        });
    scenarios.put("POST /api/refreshpublics", () -> told("POST", "refreshpublics", null).are());
  }

  private static Map<String, Object> text(String value) {
    return Map.of("a.key", Map.of("value", value));
  }

  private void mails() {
    scenarios.put("POST /api/sendmail", () -> mailed(mail -> told("POST", "sendmail", mail)));
    scenarios.put(
        "POST /api/sendmailconsultant/{session}",
        () -> {
          String session = id();
          ok(user.post("sessions/" + session, Map.of("Description", "t", "Status", 10)));
          mailed(
              mail -> {
                Told told = told("POST", "sendmailconsultant/" + session, mail);
                assertThat(told.rows()).extracting(Told::brief).contains("1/1 " + session);
                return new Told(
                    told.rows().stream()
                        .filter(row -> row.get("ObjectType").asInt() != Sessions.TYPE.auditNumber())
                        .toList());
              });
        });
  }

  /** With a mail server, which takes one mail; the trail tells of it once. */
  private void mailed(Function<Map<String, Object>, Told> send) {
    String consultant = company.email("IsOfficeUser");
    try (StubbornMailServer server = StubbornMailServer.start()) {
      ok(user.post("systemsettings/SMTP_SERVER", "localhost"));
      ok(user.post("systemsettings/SMTP_PORT", Integer.toString(server.port())));
      ok(user.post("systemsettings/SMTP_SENDER", "noreply@office.example"));
      Told told =
          send.apply(Map.of("To", consultant, "Subject", "A subject", "Body", "<p>Hello</p>"));
      assertThat(server.taken()).hasSize(1);
      assertThat(told.rows())
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row.get("ObjectType").asInt()).isEqualTo(1001);
                assertThat(row.get("MessageID").asInt()).isEqualTo(1);
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
