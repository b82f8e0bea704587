package org.itr.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.itr.store.EventDigest;
import org.itr.support.ServerProcess;
import org.itr.support.StoredEvents;
import org.itr.support.StoredEvents.StoredEvent;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What auditors see of history: versions, comparisons, searches, files of them, replays. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryFlowIT {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ServerProcess server = ServerProcess.shared();
  private TestCompany company;
  private Website supervisor;
  private Website office;
  private Website outsider;
  private Website master;

  @BeforeAll
  void settle() {
    company = TestCompany.on(server);
    supervisor = company.user("IsOfficeUser", "IsOrganisationSupervisor");
    office = company.user("IsOfficeUser");
    outsider = TestCompany.on(server).user("IsOfficeUser", "IsOrganisationSupervisor");
    master = server.master();
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private static List<JsonNode> rows(Answer answer) {
    return StreamSupport.stream(ok(answer).json().spliterator(), false).toList();
  }

  private static List<String> texts(List<JsonNode> rows, String field) {
    return rows.stream().map(row -> row.get(field).asText()).toList();
  }

  private static JsonNode change(JsonNode version, String field) {
    for (JsonNode change : version.get("Changes")) {
      if (change.get("Field").asText().equals(field)) {
        return change;
      }
    }
    throw new AssertionError("No change of " + field + " in " + version);
  }

  private String person(String lastName) {
    String person = id();
    ok(
        office.post(
            "persons/" + person, Map.of("LastName", lastName, "EMail", person + "@p.example")));
    return person;
  }

  @Test
  void the_versions_of_an_object_tell_who_changed_what_from_where() {
    String person = person("Baker");
    ok(office.post("persons/" + person, Map.of("LastName", "Cook", "Remarks", "moved")));

    List<JsonNode> versions = rows(supervisor.get("history/persons/" + person));

    assertThat(texts(versions, "Version")).containsExactly("1", "2");
    assertThat(texts(versions, "EventType")).containsExactly("PersonRegistered", "PersonChanged");
    JsonNode second = versions.get(1);
    String user = office.get("logins/currentuser").json().get("ID").asText();
    assertThat(second.get("UserID").asText()).isEqualTo(user);
    assertThat(second.get("UserName").asText()).isEqualTo("User of " + company.id());
    assertThat(second.get("Address").asText()).isEqualTo("127.0.0.1");
    assertThat(second.get("Browser").asText()).isNotEmpty();
    assertThat(second.get("TokenSession").asText()).isNotEmpty();
    assertThat(second.get("Command").asText()).isEqualTo("SavePerson");
    assertThat(second.get("CorrelationID").asText()).isNotEmpty();
    assertThat(second.get("CausationID").asText()).isNotEmpty();
    assertThat(second.get("SequenceNumber").asLong()).isEqualTo(1);
    assertThat(second.get("Revision").asText()).isEqualTo("1");
    assertThat(second.get("Erased").asBoolean()).isFalse();
    assertThat(second.get("Story").asText()).contains("Fields of a person changed: LastName");
    assertThat(change(second, "LastName").get("Before").asText()).isEqualTo("Baker");
    assertThat(change(second, "LastName").get("After").asText()).isEqualTo("Cook");
    assertThat(change(second, "Remarks").get("After").asText()).isEqualTo("moved");
    assertThat(
            texts(
                rows(
                    supervisor.get("history/persons/" + person, "PageSize", "1", "StartPage", "1")),
                "Version"))
        .containsExactly("2");
  }

  @Test
  void history_is_for_supervisors_of_the_company_and_for_master_users() {
    String person = person("Baker");
    String path = "history/persons/" + person;
    assertThat(office.get(path).status()).isEqualTo(403);
    assertThat(office.get("history").status()).isEqualTo(403);
    for (String[] disguise : List.of(new String[0], new String[] {"CompanyID", company.id()})) {
      assertThat(outsider.get(path, disguise).status()).isEqualTo(404);
      assertThat(outsider.get("history", disguise).body()).doesNotContain(person);
    }
    assertThat(rows(master.get(path, "CompanyID", company.id()))).hasSize(1);
    assertThat(master.get(path).status()).as("in another company").isEqualTo(404);
    assertThat(supervisor.get("history/nothing/" + person).status()).isEqualTo(404);
    assertThat(supervisor.get("history/persons/nobody").status()).isEqualTo(400);
    assertThat(supervisor.get("history/companies/" + company.id()).status()).isEqualTo(200);
    assertThat(outsider.get("history/companies/" + company.id()).status()).isEqualTo(404);
    assertThat(supervisor.get("history/translations/nl").status()).isEqualTo(404);
  }

  @Test
  void what_was_erased_is_said_to_be_and_secrets_never_show() {
    String person = id();
    String secret = "Secret2026!" + person;
    ok(
        office.post(
            "persons/" + person,
            Map.of("LastName", "Forgotten", "EMail", person + "@p.example", "Password", secret)));
    String event = rows(supervisor.get("history/persons/" + person)).get(0).get("EventID").asText();
    assertThat(ok(supervisor.get("history/events/" + event)).body())
        .contains("Forgotten")
        .doesNotContain(secret);
    ok(office.delete("persons/" + person));

    List<JsonNode> versions = rows(supervisor.get("history/persons/" + person));

    assertThat(texts(versions, "EventType")).containsExactly("PersonRegistered", "PersonErased");
    assertThat(versions.get(0).get("Erased").asBoolean()).isTrue();
    assertThat(versions.toString()).doesNotContain("Forgotten", secret);
    assertThat(rows(supervisor.get("history/logins/" + person)).toString()).doesNotContain(secret);
    assertThat(ok(supervisor.get("history/events/" + event)).body()).doesNotContain("Forgotten");
  }

  @Test
  void two_versions_stand_side_by_side() {
    String person = person("Baker");
    ok(office.post("persons/" + person, Map.of("LastName", "Cook")));
    ok(office.post("persons/" + person, Map.of("Remarks", "moved")));

    JsonNode compared = ok(supervisor.get("history/persons/" + person + "/1/3")).json();

    assertThat(compared.get("Left").get("Version").asInt()).isEqualTo(1);
    assertThat(compared.get("Right").get("EventType").asText()).isEqualTo("PersonChanged");
    List<String> differing = new ArrayList<>();
    for (JsonNode field : compared.get("Fields")) {
      if (field.get("Differs").asBoolean()) {
        differing.add(
            field.get("Field").asText()
                + " "
                + field.get("Left").asText()
                + ">"
                + field.get("Right").asText());
      }
    }
    assertThat(differing).containsExactlyInAnyOrder("LastName Baker>Cook", "Remarks >moved");
    assertThat(supervisor.get("history/persons/" + person + "/1/4").status()).isEqualTo(404);
    Answer odd = supervisor.get("history/persons/" + person + "/1/last");
    assertThat(odd.status()).isEqualTo(400);
    assertThat(odd.body()).contains("other");
    assertThat(outsider.get("history/persons/" + person + "/1/2").status()).isEqualTo(404);
  }

  @Test
  void two_versions_of_a_file_stand_side_by_side_and_those_of_a_mail_do_not() {
    String test = id();
    String file = "history/files/" + test + "/media/a.txt";
    for (String content : List.of("one", "three")) {
      ok(supervisor.post("files/" + company.id() + "/" + test + "/media/a.txt", content));
    }

    JsonNode compared = ok(supervisor.get(file + "/1/2")).json();

    List<String> differing = new ArrayList<>();
    for (JsonNode field : compared.get("Fields")) {
      if (field.get("Differs").asBoolean()) {
        differing.add(field.get("Field").asText());
      }
    }
    assertThat(differing).containsExactlyInAnyOrder("Size", "SHA256");
    assertThat(supervisor.get(file + "/1/3").status()).isEqualTo(404);
    assertThat(outsider.get(file + "/1/2").status()).isEqualTo(404);

    Session taken = new Session();
    ok(
        office.post(
            "sessions/" + taken.id, Map.of("EMailNotificationAdresses", "b@people.example")));
    ok(office.post("sessions/" + taken.id, Map.of("Status", 30)));
    String mail =
        search(supervisor, "SessionID=" + taken.id + ",EventType=MailQueued")
            .get(0)
            .get("ObjectID")
            .asText();
    Answer refused = supervisor.get("history/mails/" + mail + "/1/1");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("Versions of mails cannot be compared");
  }

  @Test
  void credits_and_settings_and_files_have_their_versions_too() {
    String grant = id();
    ok(
        master.post(
            "creditgrants/" + grant,
            Map.of("CompanyID", company.id(), "CreditsGranted", 25, "UserDescription", "first")));
    ok(master.post("creditgrants/" + grant, Map.of("UserDescription", "second")));
    ok(master.delete("creditgrants/" + grant));
    ok(supervisor.post("systemsettings/COLOUR", "blue"));
    ok(supervisor.post("systemsettings/COLOUR", "green"));
    String test = id();
    ok(supervisor.post("files/" + company.id() + "/" + test + "/media/a.txt", "one"));

    assertThat(texts(rows(supervisor.get("history/creditgrants/" + grant)), "EventType"))
        .containsExactly("CreditsGranted", "CreditGrantChanged", "CreditGrantRemoved");
    assertThat(outsider.get("history/creditgrants/" + grant).status()).isEqualTo(404);
    assertThat(texts(rows(supervisor.get("history/companies/" + company.id())), "EventType"))
        .contains("CompanyFounded", "CreditLevelChanged");
    assertThat(
            change(rows(supervisor.get("history/systemsettings/COLOUR")).get(1), "ParValue")
                .get("After")
                .asText())
        .isEqualTo("green");
    assertThat(texts(rows(supervisor.get("history/files/" + test + "/media/a.txt")), "EventType"))
        .containsExactly("FileStored");
  }

  @Test
  void words_that_are_read_in_sentences_are_found() {
    Session taken = new Session();
    String word = "Zyx" + id().substring(0, 8);
    Website author = company.user("IsOfficeUser", "IsTestAuthor");
    ok(author.post("tests/" + taken.definition, Map.of("TestName", "Reasoning 100% " + word)));
    String ofSession = "SessionID=" + taken.id;

    List<JsonNode> named = search(supervisor, ofSession, "SearchField", "reasoning 100% " + word);
    assertThat(texts(named, "EventType"))
        .containsExactlyInAnyOrder(
            "SessionTestAssigned",
            "SessionTestAssigned",
            "SessionTestAnswered",
            "SessionTestAnswered");
    assertThat(texts(named, "Story")).allMatch(story -> story.contains(word));
    assertThat(search(supervisor, ofSession, "SearchField", "added to the session")).hasSize(2);
    assertThat(search(supervisor, ofSession, "SearchField", "Session planned")).hasSize(1);
    assertThat(search(master, ofSession, "SearchField", word, "CompanyID", "")).hasSize(4);
    assertThat(
            ok(supervisor.get("history/export/csv", "SearchField", word, "Filter", ofSession))
                .body()
                .lines())
        .hasSize(5);
    assertThat(search(outsider, "", "SearchField", word)).isEmpty();

    for (int i = 0; i < 20; i++) {
      ok(author.post("tests/" + id(), Map.of("TestName", "Another " + word)));
    }
    assertThat(search(supervisor, ofSession, "SearchField", word))
        .as("a word that many tests have in their names")
        .hasSize(4);
    assertThat(search(supervisor, ofSession, "SearchField", "Reasoning 100% " + word)).hasSize(4);

    String person = person("Wordy");
    assertThat(search(supervisor, "ObjectID=" + person, "SearchField", "was registered"))
        .hasSize(1);
    ok(office.post("persons/" + person, Map.of("LastName", "Word2")));
    assertThat(search(supervisor, "ObjectID=" + person, "SearchField", "LastName")).isNotEmpty();
    assertThat(
            search(
                supervisor,
                "Entity=persons,ObjectID=" + person,
                "SearchField",
                "User of " + company.id()))
        .hasSize(2);
  }

  @Test
  void every_sentence_is_found_by_its_own_words() {
    Session taken = new Session();
    String person = person("Copied");
    String address = "ann-" + id() + "@people.example";
    ok(office.post("persons/" + person, Map.of("LastName", "Word2", "Remarks", "x")));
    ok(
        office.post(
            "sessions/" + taken.id, Map.of("Goal", "g", "EMailNotificationAdresses", address)));
    ok(office.post("sessions/" + taken.id, Map.of("Status", 30)));
    Website refused = company.user("IsOfficeUser");
    String user = refused.get("logins/currentuser").json().get("ID").asText();
    assertThat(refused.delete("persons/" + id()).status()).isEqualTo(404);

    for (String filter :
        List.of("SessionID=" + taken.id, "ObjectID=" + person, "Kind=REFUSAL,UserID=" + user)) {
      List<JsonNode> told = search(supervisor, filter);
      assertThat(told).isNotEmpty();
      for (JsonNode row : told) {
        String story = row.get("Story").asText();
        assertThat(search(supervisor, filter, "SearchField", story)).as(story).contains(row);
        assertThat(search(supervisor, filter, "SearchField", story + " " + id())).isEmpty();
      }
    }
    assertThat(texts(search(supervisor, "SessionID=" + taken.id), "Story"))
        .anyMatch(story -> story.equals("Session changed, status 31: Status"))
        .anyMatch(story -> story.startsWith("EMail queued for " + address));
    assertThat(
            texts(
                search(supervisor, "SessionID=" + taken.id, "SearchField", "queued " + address),
                "EventType"))
        .containsExactly("MailQueued");
    assertThat(search(supervisor, "ObjectID=" + person, "SearchField", "remarks word2 changed"))
        .hasSize(1);
    assertThat(search(supervisor, "ObjectID=" + person, "SearchField", "\"person were\""))
        .isEmpty();
    assertThat(search(supervisor, "ObjectID=" + person, "SearchField", "\"a person changed\""))
        .hasSize(1);
  }

  private List<JsonNode> search(Website who, String filter, String... more) {
    List<String> headers = new ArrayList<>(List.of("StartPage", "-1", "Filter", filter));
    headers.addAll(List.of(more));
    return rows(who.get("history", headers.toArray(String[]::new)));
  }

  @Test
  void history_is_searched_by_who_what_when_from_where_object_kind_and_call() {
    String person = person("Searched");
    ok(office.post("persons/" + person, Map.of("Remarks", "found")));
    String user = office.get("logins/currentuser").json().get("ID").asText();

    List<JsonNode> found =
        search(supervisor, "ObjectID=" + person + ",EventType=PersonChanged,ObjectType=3");
    assertThat(found).hasSize(1);
    JsonNode row = found.get(0);
    assertThat(row.get("Kind").asText()).isEqualTo("CHANGE");
    assertThat(row.get("Entity").asText()).isEqualTo("persons");
    assertThat(row.get("Story").asText()).isEqualTo("Fields of a person changed: Remarks");
    assertThat(row.get("UserID").asText()).isEqualTo(user);
    assertThat(row.get("Address").asText()).isEqualTo("127.0.0.1");

    String call = row.get("CorrelationID").asText();
    assertThat(search(supervisor, "CorrelationID=" + call)).contains(row);
    assertThat(search(supervisor, "UserID=" + user + ",Entity=persons,ObjectID=" + person))
        .hasSize(2);
    assertThat(search(supervisor, "UserID=" + id())).isEmpty();
    assertThat(search(supervisor, "Address=10.9.8.7")).isEmpty();
    String moment = row.get("Moment").asText();
    assertThat(search(supervisor, "ObjectID=" + person + ",Moment>=" + moment)).containsOnly(row);
    assertThat(search(supervisor, "ObjectID=" + person + ",Moment<=2020-01-01")).isEmpty();
    assertThat(search(supervisor, "ObjectID=" + person, "SearchField", "found")).containsOnly(row);
    assertThat(texts(search(supervisor, "ObjectID=" + person), "EventType"))
        .as("the newest comes first")
        .first()
        .isEqualTo("PersonChanged");
    assertThat(search(master, "Entity=persons,ObjectID=" + person, "CompanyID", "")).hasSize(2);
    assertThat(search(outsider, "ObjectID=" + person)).isEmpty();
  }

  @Test
  void the_event_behind_an_entry_is_there_as_it_is_stored() throws IOException {
    String person = person("Stored");
    String note = id();
    ok(office.post("audittrail/" + note, Map.of("AuditMessage", "Called", "ObjectID", person)));
    JsonNode entry =
        search(supervisor, "ObjectID=" + person + ",EventType=PersonRegistered").get(0);

    JsonNode event = ok(supervisor.get("history/events/" + entry.get("ID").asText())).json();

    JsonNode payload = MAPPER.readTree(event.get("Payload").asText());
    assertThat(payload.get("target").asText()).isEqualTo("persons/" + company.id() + "/" + person);
    assertThat(payload.get("personal").asText()).isNotEmpty();
    assertThat(event.get("Hash").asText()).matches("[0-9a-f]{64}");
    assertThat(event.get("MetaData").asText()).contains("\"address\":\"127.0.0.1\"");
    assertThat(hashOf(event))
        .as("made again of what is shown")
        .isEqualTo(event.get("Hash").asText());
    assertThat(change(event, "LastName").get("After").asText()).isEqualTo("Stored");
    assertThat(outsider.get("history/events/" + entry.get("ID").asText()).status()).isEqualTo(404);
    assertThat(ok(supervisor.get("history/events/" + note)).json().get("EventType").asText())
        .isEqualTo("AuditNoteAdded");
    assertThat(supervisor.get("history/events/" + id()).status()).isEqualTo(404);
    assertThat(event.get("CompanyID").asText()).isEqualTo(company.id());
    assertThat(
            ok(master.get("history/events/" + entry.get("ID").asText()))
                .json()
                .get("CompanyID")
                .asText())
        .isEqualTo(company.id());
    assertThat(ok(master.get("history/events/" + note, "CompanyID", company.id())).body())
        .contains("AuditNoteAdded");
  }

  @Test
  void a_note_with_the_id_of_another_companys_event_does_not_open_it() {
    String event =
        rows(supervisor.get("history/persons/" + person("Hidden"))).get(0).get("EventID").asText();
    ok(outsider.post("audittrail/" + event, Map.of("AuditMessage", "Mine")));

    assertThat(ok(outsider.get("history/events/" + event)).body())
        .contains("AuditNoteAdded")
        .doesNotContain("Hidden");
    assertThat(ok(supervisor.get("history/events/" + event)).body()).contains("Hidden");
  }

  @Test
  void results_that_are_not_paid_for_are_shown_by_no_call_but_to_master_users() {
    TestCompany poor = TestCompany.on(server, Map.of("AllowNegativeCredits", false));
    Website clerk = poor.user("IsOfficeUser", "IsOrganisationSupervisor", "IsTestAuthor");
    String test = id();
    String session = id();
    String path = session + "/" + id();
    ok(clerk.post("tests/" + test, Map.of("TestName", "Costly", "Costs", 7)));
    ok(clerk.post("sessions/" + session, Map.of("Description", "Unpaid", "Status", 20)));
    ok(clerk.post("sessiontests/" + path, Map.of("TestID", test, "Status", 30)));
    for (String call :
        List.of(
            "sessiontests/" + path,
            "sessionteststaking/" + path,
            "history/sessiontests/" + path.substring(path.indexOf('/') + 1),
            "history/sessions/" + session + "/replay")) {
      Answer refused = clerk.get(call);
      assertThat(refused.status()).as(call).isEqualTo(403);
      assertThat(refused.body()).contains("not invoiced yet");
    }
    assertThat(poor.user("IsMasterUser", "IsOfficeUser").get("sessionteststaking/" + path).status())
        .isEqualTo(200);
  }

  @Test
  void what_results_hold_is_told_where_results_are_read_alone() {
    Session taken = new Session();
    String answer = "Answer " + id();
    String text = "Report " + id();
    String report = id();
    ok(
        office.post(
            "sessionteststaking/" + taken.id + "/" + taken.test,
            Map.of("Status", 30, "Results", Map.of("page1", Map.of("Value", answer)))));
    ok(
        office.post(
            "generatedreports/" + taken.id + "/" + report,
            Map.of("ReportTitle", "One", "ReportText", text)));
    Website researcher = company.user("IsOfficeUser", "IsOrganisationSupervisor", "IsResearcher");
    String gathered =
        rows(researcher.get("datagathering", "Filter", "SessionID=" + taken.id))
            .get(0)
            .get("ID")
            .asText();

    for (String call :
        List.of("audittrail", "history", "history/export/csv", "history/export/jsonl")) {
      assertThat(ok(supervisor.get(call, "StartPage", "-1")).body())
          .as(call)
          .contains("ReportTitle", gathered)
          .doesNotContain(answer, text);
    }
    assertThat(texts(search(supervisor, "Kind=READ,ObjectID=" + company.id()), "EventType"))
        .as("the list, which has all answers")
        .containsExactly("ResultsRead");
    String added = search(supervisor, "ObjectID=" + gathered).get(0).get("ID").asText();
    ok(researcher.get("datagathering/" + gathered));
    assertThat(search(supervisor, "Kind=READ,ObjectID=" + gathered)).hasSize(1);
    for (String call : List.of("history/datagathering/" + gathered, "history/events/" + added)) {
      assertThat(supervisor.get(call).status()).as(call).isEqualTo(403);
      assertThat(ok(researcher.get(call)).body()).as(call).contains(answer);
    }
    assertThat(ok(supervisor.get("history/generatedreports/" + report)).body()).contains(text);
    for (String read : List.of(gathered, report)) {
      assertThat(search(supervisor, "Kind=READ,ObjectID=" + read)).hasSize(1);
    }
  }

  @Test
  void who_works_with_own_objects_only_looks_into_no_history() {
    String person = person("Baker");
    Website limited =
        company.user("IsOfficeUser", "IsOrganisationSupervisor", "MayWorkWithOwnObjectsOnly");
    for (String call :
        List.of(
            "history",
            "history/export/csv",
            "history/persons/" + person,
            "history/sessions/" + person + "/replay")) {
      assertThat(limited.get(call).status()).as(call).isEqualTo(403);
    }
  }

  @Test
  void who_it_was_is_known_after_the_login_has_gone_and_when_it_is_of_another_company() {
    Website gone = company.user("IsOfficeUser");
    String user = gone.get("logins/currentuser").json().get("ID").asText();
    String object = id();
    ok(gone.post("nationalities/" + object, Map.of("NationalityName", "Once")));
    ok(supervisor.delete("logins/" + user));
    ok(
        office.post(
            "persons/" + user, Map.of("FirstName", "Ann", "LastName", "Baker", "Active", false)));

    String byMaster = "EventType=LoginCreated,ObjectID=" + user;
    assertThat(texts(search(supervisor, byMaster), "UserName")).containsExactly("Admin");
    assertThat(rows(supervisor.get("history/logins/" + user)).get(0).get("UserName").asText())
        .isEqualTo("Admin");
    assertThat(texts(search(supervisor, "ObjectID=" + object), "UserName"))
        .containsExactly("Ann Baker");
    assertThat(texts(rows(supervisor.get("history/nationalities/" + object)), "UserName"))
        .containsExactly("Ann Baker");
    String ofServer = id();
    ok(
        master.post(
            "nationalities/" + ofServer,
            Map.of("NationalityName", "Ours"),
            "IncludeMaster",
            "Y",
            "IncludeClient",
            "N"));
    assertThat(texts(search(master, "ObjectID=" + ofServer, "MASTER", "Y"), "UserName"))
        .containsExactly("Admin");
    assertThat(
            texts(rows(master.get("history/nationalities/" + ofServer, "MASTER", "Y")), "UserName"))
        .containsExactly("Admin");
  }

  @Test
  void results_that_were_never_paid_for_stay_closed_when_their_test_starts_again_or_is_removed() {
    TestCompany poor = TestCompany.on(server, Map.of("AllowNegativeCredits", false));
    Website clerk = poor.user("IsOfficeUser", "IsOrganisationSupervisor", "IsTestAuthor");
    String test = id();
    String session = id();
    String taken = id();
    String path = "sessiontests/" + session + "/" + taken;
    String answer = "answer " + id();
    ok(clerk.post("tests/" + test, Map.of("TestName", "Costly", "Costs", 7)));
    ok(clerk.post("sessions/" + session, Map.of("Description", "Unpaid", "Status", 20)));
    Map<String, Object> results = Map.of("q1", Map.of("Value", answer));
    ok(clerk.post(path, Map.of("TestID", test, "Status", 20, "Results", results)));
    ok(clerk.post(path, Map.of("Status", 30)));
    JsonNode made = search(clerk, "ObjectID=" + taken + ",EventType=SessionTestAssigned").get(0);
    String gathered = search(clerk, "Entity=datagathering").get(0).get("ObjectID").asText();
    List<String> doors =
        List.of(
            "history/sessiontests/" + taken,
            "history/sessiontests/" + taken + "/1/2",
            "history/events/" + made.get("ID").asText(),
            "history/sessions/" + session + "/replay",
            "history/datagathering/" + gathered);
    Runnable allClosed =
        () -> {
          for (String door : doors) {
            assertThat(clerk.get(door).status()).as(door).isEqualTo(403);
          }
          String then = made.get("Moment").asText();
          assertThat(clerk.get(path, "AsOf", then).status()).isEqualTo(403);
          assertThat(
                  clerk
                      .get(path.replace("sessiontests", "sessionteststaking"), "AsOf", then)
                      .status())
              .isEqualTo(403);
        };

    allClosed.run();
    ok(clerk.post(path, Map.of("Status", 10, "Results", Map.of())));
    allClosed.run();
    ok(clerk.delete(path));
    allClosed.run();

    for (String list : List.of("audittrail", "history")) {
      assertThat(ok(clerk.get(list, "StartPage", "-1")).body()).doesNotContain(answer);
    }
    assertThat(ok(server.master().get(doors.get(0), "CompanyID", poor.id())).body())
        .contains(answer);
  }

  @Test
  void results_that_were_paid_for_are_shown_after_their_test_was_removed() {
    Session taken = new Session();
    String path = "sessiontests/" + taken.id + "/" + taken.test;
    ok(office.post(path, Map.of("Status", 30)));
    ok(office.delete(path));

    assertThat(texts(rows(supervisor.get("history/sessiontests/" + taken.test)), "EventType"))
        .contains("SessionTestRemoved");
  }

  /** As docs/event-store.md says it is made, of the first event of an aggregate. */
  private static String hashOf(JsonNode event) {
    EventDigest digest = new EventDigest();
    byte[] columns =
        digest.ofColumns(
            event.get("EventID").asText(),
            event.get("Aggregate").asText(),
            event.get("SequenceNumber").asText(),
            event.get("AggregateType").asText(),
            event.get("EventType").asText(),
            event.get("Revision").asText(),
            OffsetDateTime.parse(event.get("Moment").asText()).toInstant().toString(),
            event.get("Payload").asText(),
            event.get("MetaData").asText());
    return HexFormat.of().formatHex(digest.chained(null, columns));
  }

  @Test
  void refused_calls_and_logins_are_told_apart_from_changes_and_change_nothing() {
    Website curious = company.user("IsOfficeUser");
    String user = curious.get("logins/currentuser").json().get("ID").asText();
    String object = id();
    long before;
    List<StoredEvent> written;
    try (StoredEvents store = server.events()) {
      before = store.last();
      assertThat(curious.post("companies/" + object, Map.of("CompanyName", "x")).status())
          .isEqualTo(403);
      assertThat(curious.delete("persons/" + object).status()).isEqualTo(404);
      assertThat(curious.get("companies").status()).isEqualTo(403);
      assertThat(curious.get("persons/" + object).status()).as("not told").isEqualTo(404);
      assertThat(curious.post("persons/" + object, "[").status()).as("not told").isEqualTo(400);
      written = store.after(before).stream().filter(event -> event.user().equals(user)).toList();
    }
    assertThat(written).extracting(StoredEvent::type).containsOnly("CallRefused").hasSize(3);

    List<JsonNode> refusals = search(supervisor, "Kind=REFUSAL,UserID=" + user);

    assertThat(texts(refusals, "Story"))
        .containsExactlyInAnyOrder(
            "The call POST /api/companies/{id} was refused: You are not allowed to do this",
            "The call DELETE /api/persons/{id} was refused: There is no object "
                + object
                + " in persons",
            "The call GET /api/companies was refused: You are not allowed to do this");
    assertThat(search(supervisor, "Kind=CHANGE,UserID=" + user))
        .extracting(row -> row.get("EventType").asText())
        .doesNotContain("CallRefused");
    assertThat(supervisor.get("audittrail", "StartPage", "-1", "Filter", "UserID=" + user).body())
        .doesNotContain("was refused");

    String email = company.email("IsOfficeUser");
    assertThat(new Website(server.url()).tryLogin(email, "wrong password").status()).isEqualTo(401);
    assertThat(search(supervisor, "Kind=REFUSAL,EventType=LoginRefused")).isNotEmpty();
  }

  @Test
  void of_a_flood_of_refused_calls_some_are_told_and_how_many_were_not() {
    Website flooding = company.user("IsOfficeUser");
    String user = flooding.get("logins/currentuser").json().get("ID").asText();
    for (int i = 0; i < 60; i++) {
      assertThat(flooding.delete("persons/" + id()).status()).isEqualTo(404);
    }
    assertThat(search(supervisor, "Kind=REFUSAL,UserID=" + user)).hasSizeBetween(30, 59);
    // The next one that is told says it.
    Awaitility.await()
        .untilAsserted(
            () -> {
              flooding.delete("persons/" + id());
              assertThat(
                      search(
                          supervisor, "Kind=REFUSAL,UserID=" + user, "SearchField", "\"LeftOut\":"))
                  .isNotEmpty();
            });
  }

  @Test
  void reads_of_results_by_office_users_are_told_once_a_minute_and_those_of_candidates_are_not() {
    Session taken = new Session();
    String user = office.get("logins/currentuser").json().get("ID").asText();
    ok(office.get("sessionteststaking/" + taken.id + "/" + taken.test));
    ok(office.get("sessiontests/" + taken.id + "/" + taken.test));

    List<JsonNode> reads = search(supervisor, "Kind=READ,SessionID=" + taken.id);

    assertThat(texts(reads, "EventType")).containsExactly("ResultsRead");
    assertThat(texts(reads, "UserID")).containsExactly(user);
    assertThat(texts(reads, "ObjectID")).containsExactly(taken.test);
    assertThat(office.get("audittrail/session/" + taken.id).body())
        .doesNotContain("office user read");
  }

  @Test
  void a_search_becomes_a_file_of_lines_or_of_values_that_no_spreadsheet_runs() throws IOException {
    String object = id();
    for (int i = 0; i < 30; i++) {
      ok(
          office.post(
              "audittrail/" + id(),
              Map.of("AuditMessage", "=HYPERLINK(\"http://x\")", "ObjectID", object)));
    }
    String[] filter = {"Filter", "ObjectID=" + object};

    Answer lines = ok(supervisor.get("history/export/jsonl", filter));
    Answer values = ok(supervisor.get("history/export/csv", filter));

    List<String> each = lines.body().lines().toList();
    assertThat(each).hasSize(30);
    for (String line : each) {
      assertThat(MAPPER.readTree(line).get("ObjectID").asText()).isEqualTo(object);
    }
    assertThat(values.type()).isEqualTo("text/csv;charset=utf-8");
    assertThat(values.body()).startsWith("\uFEFFID,Moment,Kind,EventType,Story");
    assertThat(values.body().lines()).hasSize(31);
    assertThat(values.body())
        .contains("\"'=HYPERLINK(\"\"http://x\"\")\"")
        .doesNotContain("\"=HYP");
    Answer odd = supervisor.get("history/export/xml");
    assertThat(odd.status()).isEqualTo(400);
    assertThat(odd.body()).contains("format");
    assertThat(outsider.get("history/export/csv", filter).body().lines()).hasSize(1);
  }

  private Answer ticket(Website user, Object call) {
    return user.post("downloads", call);
  }

  private static String ticket(Answer issued) {
    return "downloads/" + ok(issued).json().get("Ticket").asText();
  }

  @Test
  void a_browser_saves_a_file_with_a_ticket_that_is_good_once() throws IOException {
    String object = id();
    ok(office.post("audittrail/" + id(), Map.of("AuditMessage", "Überall", "ObjectID", object)));
    Object call =
        Map.of(
            "Path",
            "history/export/csv",
            "Headers",
            Map.of("Filter", "ObjectID=" + object, "SearchField", "überall"));
    Website browser = new Website(server.url());
    long log = server.logSize();

    String opens = ticket(ticket(supervisor, call));
    Answer file = ok(browser.get(opens));
    assertThat(file.type()).isEqualTo("text/csv;charset=utf-8");
    assertThat(file.body())
        .isEqualTo(supervisor.get("history/export/csv", "Filter", "ObjectID=" + object).body());
    assertThat(file.body().lines()).hasSize(2);
    assertThat(browser.get(opens).status()).as("the second time").isEqualTo(404);
    assertThat(server.logAfter(log))
        .contains("GET /api/history/export/{format} 200")
        .doesNotContain(opens)
        .doesNotContain(opens.substring(opens.indexOf('/') + 1));

    assertThat(ok(browser.get(ticket(ticket(outsider, call)))).body().lines())
        .as("the file of another company")
        .hasSize(1);
    assertThat(ticket(office, call).status()).isEqualTo(403);
    assertThat(ticket(company.user("IsTestTakingUser"), call).status()).isEqualTo(403);
    assertThat(browser.post("downloads", call).status()).isEqualTo(404);
    assertThat(ok(browser.get(ticket(ticket(office, Map.of("Path", "reports/usage/csv"))))).body())
        .contains("As of");

    Website leaving = company.user("IsOfficeUser", "IsOrganisationSupervisor");
    String late = ticket(ticket(leaving, call));
    ok(leaving.post("logout", ""));
    assertThat(browser.get(late).status()).as("after the logout").isEqualTo(404);
  }

  @Test
  void a_ticket_is_for_files_and_for_headers_that_calls_read() {
    for (Object path :
        List.of(
            "history",
            "persons/" + id(),
            "history/export/csv/more",
            "../api/openapi",
            "reports/" + "x".repeat(500) + "/csv",
            "",
            1)) {
      Answer refused = ticket(supervisor, Map.of("Path", path));
      assertThat(refused.status()).as("%s", path).isEqualTo(400);
      assertThat(refused.body()).contains("Path");
    }
    for (Object headers :
        List.of(
            List.of(),
            Map.of("SessionID", supervisor.token()),
            Map.of("X-Forwarded-For", "1.2.3.4"),
            Map.of("Filter", 1),
            Map.of("Filter", "x".repeat(5_000)))) {
      Answer refused = ticket(supervisor, Map.of("Path", "history/export/csv", "Headers", headers));
      assertThat(refused.status()).as("%s", headers).isEqualTo(400);
      assertThat(refused.body()).contains("Headers");
    }
  }

  @Test
  void a_session_is_played_again_step_by_step() {
    Session taken = new Session();
    ok(office.delete("sessiontests/" + taken.id + "/" + taken.removed));

    JsonNode replay = ok(supervisor.get("history/sessions/" + taken.id + "/replay")).json();

    List<JsonNode> steps = new ArrayList<>();
    replay.get("Steps").forEach(steps::add);
    assertThat(texts(steps, "EventType"))
        .containsExactly(
            "SessionPlanned",
            "SessionTestAssigned",
            "SessionTestAssigned",
            "SessionTestAnswered",
            "SessionTestAnswered",
            "SessionTestRemoved");
    JsonNode second = steps.get(4);
    assertThat(second.get("Page").asInt()).isEqualTo(2);
    assertThat(second.get("TestID").asText()).isEqualTo(taken.definition);
    assertThat(second.get("TestName").asText()).isEqualTo("Reasoning");
    assertThat(second.get("Answers").toString()).contains("\"B\"").doesNotContain("\"A\"");
    long last = 0;
    for (JsonNode step : steps) {
      assertThat(step.get("SinceStart").asLong()).isGreaterThanOrEqualTo(last);
      last = step.get("SinceStart").asLong();
    }
    assertThat(outsider.get("history/sessions/" + taken.id + "/replay").status()).isEqualTo(404);
    assertThat(search(supervisor, "Kind=READ,ObjectID=" + taken.id)).hasSize(1);
  }

  @Test
  void answers_come_with_what_the_test_called_its_screens_when_they_were_given() {
    Session taken = new Session();
    Website author = company.user("IsOfficeUser", "IsTestAuthor");
    String screen = id();
    String component = id();
    Map<String, Object> question = Map.of("id", component, "varComponentName", "Age");
    Map<String, Object> unnamed = Map.of("id", id(), "varName", "");
    String path = "tests/" + taken.definition;
    ok(
        author.post(
            path,
            Map.of(
                "screens",
                List.of(
                    Map.of("id", screen, "varName", "First", "screenComponents", List.of(question)),
                    unnamed))));
    taken.answer(3, Map.of("__" + screen, Map.of("__" + component, Map.of("Value", "42"))));
    ok(
        author.post(
            path, Map.of("screens", List.of(Map.of("id", screen, "varName", "Renamed later")))));
    ok(author.delete(path));

    JsonNode names =
        ok(supervisor.get("history/sessions/" + taken.id + "/replay")).json().get("Names");

    assertThat(names.get(taken.test).toString())
        .isEqualTo("{\"__%s\":\"First\",\"__%s\":\"Age\"}".formatted(screen, component));
    assertThat(names).as("of the test that nobody touched there are no answers").hasSize(1);
    Session plain = new Session();
    ok(author.post("tests/" + plain.definition, Map.of("screens", "no list of screens")));
    plain.answer(3, Map.of("__" + screen, "x"));
    assertThat(
            ok(supervisor.get("history/sessions/" + plain.id + "/replay"))
                .json()
                .at("/Names/" + plain.test))
        .isEmpty();
  }

  /** A session with a test that somebody took two pages of, and one that nobody touched. */
  private final class Session {
    private final String id = id();
    private final String definition = id();
    private final String test = id();
    private final String removed = id();

    private Session() {
      Website author = company.user("IsOfficeUser", "IsTestAuthor");
      ok(author.post("tests/" + definition, Map.of("TestName", "Reasoning")));
      String person = person("Candidate");
      ok(
          office.post(
              "sessions/" + id,
              Map.of("Description", "Played again", "PersonID", person, "Status", 10)));
      for (String each : List.of(test, removed)) {
        ok(
            office.post(
                "sessiontests/" + id + "/" + each,
                Map.of("TestID", definition, "PersID", person, "Status", 10)));
      }
      answer(1, Map.of("page1", Map.of("Value", "A")));
      answer(2, Map.of("page1", Map.of("Value", "A"), "page2", Map.of("Value", "B")));
    }

    private void answer(int page, Map<String, Object> results) {
      ok(
          office.post(
              "sessionteststaking/" + id + "/" + test,
              Map.of("Status", 20, "CurrentPage", page, "Results", results)));
    }
  }

  @Test
  void history_is_verified_while_the_server_runs() {
    assertThat(supervisor.post("history/verification", "").status()).isEqualTo(403);
    ok(master.post("history/verification", ""));
    JsonNode told;
    do {
      told = ok(master.get("history/verification")).json();
    } while (told.get("State").asText().equals("RUNNING"));
    assertThat(told.get("State").asText()).as(told.toString()).isEqualTo("WHOLE");
    assertThat(told.get("Events").asLong()).isPositive();
    assertThat(told.get("Verified")).isEqualTo(told.get("Events"));
    JsonNode ofSupervisor = ok(supervisor.get("history/verification")).json();
    assertThat(ofSupervisor.get("State").asText()).isEqualTo("WHOLE");
    assertThat(ofSupervisor.fieldNames())
        .toIterable()
        .contains("Ended")
        .doesNotContain("Events", "Verified", "Total", "Sealed", "SealedUpTo", "Text", "Place");
  }
}
