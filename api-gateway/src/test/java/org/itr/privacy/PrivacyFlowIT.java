package org.itr.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.itr.event.History;
import org.itr.proof.VerifyCommandRun;
import org.itr.support.Application;
import org.itr.support.ServerProcess;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.itr.view.ProjectionComparison;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Everything about a person is handed out, and then nothing of the person is left anywhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PrivacyFlowIT {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Path folder;
  private ServerProcess server;
  private TestCompany company;
  private Website supervisor;
  private Person erased;
  private Person kept;

  @BeforeAll
  void settle(@TempDir Path data) throws IOException {
    folder = data;
    server = ServerProcess.start(folder);
    server.master().liftCallLimit();
    company = TestCompany.on(server);
    supervisor = company.user("IsOfficeUser", "IsOrganisationSupervisor", "IsTestAuthor");
    ok(
        server
            .master()
            .post(
                "creditgrants/" + id(), Map.of("CompanyID", company.id(), "CreditsGranted", 100)));
    erased = new Person("Zanzibar");
    kept = new Person("Timbuktu");
  }

  @AfterAll
  void close() {
    server.close();
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  /** Somebody of whom the server knows something in every way that there is, each time marked. */
  private final class Person {

    private final String mark;
    private final String id = id();
    private final String session = id();
    private final String test = id();

    Person(String name) throws IOException {
      mark = name + id().substring(0, 8);
      String definition = id();
      ok(
          supervisor.post(
              "tests/" + definition, Map.of("TestName", "A test", "Costs", 2, "InvoiceCode", "i")));
      // Before the person is known: the session stands for the person.
      ok(supervisor.post("sessions/" + session, Map.of("Description", mark + " early")));
      ok(
          supervisor.post(
              "sessiontests/" + session + "/" + test,
              Map.of("TestID", definition, "Status", 10, "Results", Map.of("early", mark))));
      ok(
          supervisor.post(
              "sessions/" + session,
              Map.of(
                  "PersonID",
                  id,
                  "Description",
                  mark,
                  "Remarks",
                  mark,
                  "EMailNotificationAdresses",
                  mark + "@office.example",
                  "Status",
                  10)));
      Map<String, Object> fields = new HashMap<>();
      fields.put("FirstName", mark);
      fields.put("LastName", "<b>" + mark + "</b>");
      fields.put("EMail", mark + "@people.example");
      fields.put("Remarks", "About " + mark);
      fields.put("Password", "Password-" + mark);
      fields.put("Active", true);
      ok(supervisor.post("persons/" + id, fields));
      for (String linked : List.of(id, session, test)) {
        ok(
            supervisor.post(
                "generatedreports/" + linked + "/" + id(),
                Map.of("ReportTitle", mark, "ReportText", "<p>Report &amp; " + mark + "</p>")));
      }
      ok(
          supervisor.call(
              "POST", "files/" + company.id() + "/" + id + "/media/note.txt", mark + " in a file"));
      Website candidate = new Website(server.url());
      candidate.login(mark + "@people.example", "Password-" + mark);
      Map<String, Object> answers = new LinkedHashMap<>();
      answers.put("PersID", id);
      ok(supervisor.post("sessiontests/" + session + "/" + test, answers));
      ok(
          candidate.post(
              "sessionteststaking/" + session + "/" + test,
              Map.of(
                  "Results", Map.of("page", Map.of("answer", mark)),
                  "Scores", Map.of("score", mark),
                  "Status", 30)));
      // With something left to take the person keeps the account.
      ok(supervisor.post("sessions/" + id(), Map.of("PersonID", id, "Status", 10)));
      // Somebody waits for that, and there is no mail server.
      ok(supervisor.post("sessions/" + session, Map.of("Status", 30)));
      joinAGroup();
    }

    /** The website keeps the rows of all members with the group. */
    private void joinAGroup() {
      String group = id();
      ok(supervisor.post("sessions/" + group, Map.of("SessionType", 100, "Status", 10)));
      ok(supervisor.post("sessions/" + group + "/groupmembers", Map.of("ID", id)));
      JsonNode members =
          ok(supervisor.get("sessions/" + group + "/groupmembers", "StartPage", "-1")).json();
      assertThat(members.toString()).contains(mark);
      ok(
          supervisor.post(
              "sessions/" + group, Map.of("PluginData", Map.of("GroupMembers", members))));
      JsonNode stored =
          ok(supervisor.get("sessions/" + group)).json().at("/PluginData/GroupMembers/0");
      assertThat(stored.get("ID").asText()).isEqualTo(id);
      assertThat(stored.fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder("ID", "sessionid", "sessionstatus");
    }
  }

  private byte[] archive(Website who, String person) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(server.url() + "/api/privacy/persons/" + person + "/archive"))
                    .header("SessionID", who.token())
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/zip");
    return response.body();
  }

  private static Map<String, String> unzipped(byte[] archive) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new java.io.ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(
            entry.getName().replaceFirst("^person-[^/]+/", ""),
            new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  @Test
  @Order(1)
  void the_archive_has_everything_about_the_person_and_nothing_of_others() throws Exception {
    Map<String, String> files = unzipped(archive(supervisor, erased.id));
    assertThat(files.keySet())
        .containsExactlyInAnyOrder(
            "index.html",
            "person.json",
            "login.json",
            "sessions.json",
            "session-tests.json",
            "reports.json",
            "credit-usages.json",
            "gathered-results.json",
            "files.json",
            "audit-trail.json",
            "mails.json",
            "history.json",
            "files/" + erased.id + "/media/note.txt");
    for (String file :
        List.of(
            "index.html",
            "person.json",
            "login.json",
            "sessions.json",
            "session-tests.json",
            "reports.json",
            "credit-usages.json",
            "gathered-results.json",
            "mails.json",
            "history.json",
            "audit-trail.json")) {
      assertThat(files.get(file)).as(file).contains(erased.mark).doesNotContain(kept.mark);
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String file :
        List.of("person", "login", "sessions", "session-tests", "reports", "credit-usages")) {
      counts.put(file, MAPPER.readTree(files.get(file + ".json")).size());
    }
    assertThat(counts.toString())
        .isEqualTo("{person=1, login=1, sessions=3, session-tests=1, reports=3, credit-usages=1}");
    assertThat(String.join("", files.values()))
        .doesNotContain("Password-" + erased.mark, "APIKey", "otp_secret");
    JsonNode history = MAPPER.readTree(files.get("history.json"));
    assertThat(history)
        .extracting(event -> event.get("Event").asText())
        .contains(
            "PersonRegistered", "SessionPlanned", "SessionTestAnswered", "LoggedIn", "MailQueued");
    assertThat(files.get("files/" + erased.id + "/media/note.txt"))
        .isEqualTo(erased.mark + " in a file");
  }

  @Test
  @Order(2)
  void the_page_tells_it_escaped_and_without_anything_to_run_or_load() throws Exception {
    String page = unzipped(archive(supervisor, erased.id)).get("index.html");
    assertThat(page)
        .contains("&lt;b&gt;" + erased.mark + "&lt;/b&gt;", "page / answer: " + erased.mark)
        .contains("Report &amp; " + erased.mark, "was queued")
        .contains(": Test A test added to the session.")
        .doesNotContain("%%", "<b>", "<script", "src=", "href=", "http://", "https://");
  }

  @Test
  @Order(3)
  void that_it_was_handed_out_is_told_once_each_time() {
    ok(supervisor.call("HEAD", "privacy/persons/" + erased.id + "/archive", null));
    assertThat(told(erased.id, 110)).isEqualTo(2);
    assertThat(told(kept.id, 110)).isZero();
  }

  private long told(String object, int message) {
    long count = 0;
    for (JsonNode row :
        ok(supervisor.get("audittrail/object/" + object, "StartPage", "-1")).json()) {
      if (row.get("ObjectType").asInt() == 3 && row.get("MessageID").asInt() == message) {
        count++;
      }
    }
    return count;
  }

  @Test
  @Order(4)
  void nobody_else_gets_it_and_nothing_is_told_of_that() {
    Website office = company.user("IsOfficeUser");
    assertThat(office.get("privacy/persons/" + kept.id + "/archive").status()).isEqualTo(403);
    Website others = TestCompany.on(server).user("IsOrganisationSupervisor");
    assertThat(others.get("privacy/persons/" + kept.id + "/archive").status()).isEqualTo(404);
    assertThat(others.delete("privacy/persons/" + kept.id).status()).isEqualTo(404);
    assertThat(told(kept.id, 110)).isZero();
  }

  @Test
  @Order(5)
  void an_erasure_gives_a_receipt_that_names_nobody_and_can_be_checked() throws Exception {
    JsonNode receipt = ok(supervisor.delete("privacy/persons/" + erased.id)).json();
    assertThat(receipt.get("SignatureIsValid").asBoolean()).isTrue();
    assertThat(receipt.get("UserID").asText())
        .isEqualTo(supervisor.get("logins/currentuser").json().get("ID").asText());
    String document = receipt.get("Document").asText();
    assertThat(document).doesNotContain(erased.mark, erased.id, erased.session);
    JsonNode told = MAPPER.readTree(document);
    assertThat(told.get("removed").toString())
        .isEqualTo(
            "{\"persons\":1,\"logins\":1,\"sessions\":3,\"sessionTests\":1,\"reports\":3,"
                + "\"files\":1,\"mailsNotSent\":1}");
    assertThat(told.get("keysDestroyed").asInt())
        .as("of the person, of the session, and of the test that a report was linked to")
        .isEqualTo(3);
    assertThat(told.get("kept"))
        .extracting(one -> one.get("what").asText())
        .containsExactly("events", "creditUsages", "gatheredResults", "fileNames");
    assertThat(told.at("/kept/3/count").asInt()).isEqualTo(1);
    assertThat(told.at("/kept/3/why").asText()).contains("names, which stay readable");
    assertThat(told.get("position").asText()).matches("[0-9]+/0");
    JsonNode listed = ok(supervisor.get("privacy/receipts")).json();
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0)).isEqualTo(receipt);
    assertThat(ok(supervisor.get("privacy/receipts/" + receipt.get("ID").asText())).json())
        .isEqualTo(receipt);
    assertThat(supervisor.get("persons/" + erased.id).status()).isEqualTo(404);
    assertThat(supervisor.delete("privacy/persons/" + erased.id).status()).isEqualTo(404);
    assertThat(ok(supervisor.get("privacy/receipts")).json()).hasSize(1);
  }

  @Test
  @Order(6)
  void no_table_has_anything_of_the_person() throws IOException {
    assertThat(tablesWith(erased.mark)).isEmpty();
    assertThat(tablesWith(kept.mark)).as("so that the search can find").contains("views.persons");
  }

  /** The tables that have a text somewhere, as text or as bytes. */
  private List<String> tablesWith(String text) throws IOException {
    JdbcTemplate database = new JdbcTemplate(server.database());
    String bytes = java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    List<String> found = new ArrayList<>();
    for (String table :
        database.queryForList(
            """
            select schemaname || '.' || tablename from pg_tables
            where schemaname in ('events', 'views', 'secrets', 'work', 'files')
            """,
            String.class)) {
      Long rows =
          database.queryForObject(
              "select count(*) from " + table + " t where t::text ilike ? or t::text ilike ?",
              Long.class,
              "%" + text + "%",
              "%" + bytes + "%");
      if (rows != null && rows > 0) {
        found.add(table);
      }
    }
    return found;
  }

  @Test
  @Order(7)
  void what_a_receipt_says_is_kept_of_files_are_their_names() throws IOException {
    String person = id();
    String name = "cv." + id().substring(0, 8) + ".txt";
    ok(supervisor.post("persons/" + person, Map.of("LastName", "Filed", "Active", true)));
    String path = "files/" + company.id() + "/" + person + "/media/" + name;
    ok(supervisor.call("POST", path, "first"));
    ok(supervisor.delete(path));
    JsonNode receipt = ok(supervisor.delete("privacy/persons/" + person)).json();
    JsonNode told = MAPPER.readTree(receipt.get("Document").asText());
    assertThat(told.at("/removed/files").asInt()).isZero();
    assertThat(told.get("kept"))
        .filteredOn(one -> one.get("what").asText().equals("fileNames"))
        .extracting(one -> one.get("count").asInt())
        .containsExactly(1);
    assertThat(tablesWith(name))
        .as("in history only")
        .containsExactlyInAnyOrder("events.event", "views.audittrail");
  }

  @Test
  @Order(7)
  void contacts_of_organisations_are_not_readable_in_events_and_go_with_them() throws IOException {
    String contact = "contact" + id().substring(0, 8);
    // The ID of a person is free among organisations, and must not lead to the person's key.
    String organisation = "organisations/" + kept.id;
    String battery = "batteries/" + id();
    ok(
        supervisor.post(
            organisation,
            Map.of(
                "Name",
                "A client",
                "ContactPerson",
                contact,
                "ContactPhone",
                contact,
                "ContactEMail",
                contact + "@client.example")));
    ok(
        supervisor.post(
            battery,
            Map.of("BatteryName", "A battery", "ReportMailAdress", contact + "@client.example")));
    assertThat(tablesWith(contact))
        .containsExactlyInAnyOrder("views.organisations", "views.batteries", "views.audittrail");
    ok(supervisor.delete(organisation));
    ok(supervisor.delete(battery));
    assertThat(tablesWith(contact)).isEmpty();
    assertThat(ok(supervisor.get("persons/" + kept.id)).body()).contains(kept.mark);
  }

  @Test
  @Order(7)
  void a_person_registered_under_the_same_id_is_somebody_else() {
    ok(supervisor.post("persons/" + erased.id, Map.of("LastName", "Newcomer", "Active", true)));
    assertThat(ok(supervisor.get("persons/" + erased.id)).body())
        .contains("Newcomer")
        .doesNotContain(erased.mark);
  }

  @Test
  @Order(8)
  void history_is_whole_and_tells_nothing_of_the_person_nor_do_the_logs() throws Exception {
    server.close();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    assertThat(
            VerifyCommandRun.verify(new PrintStream(printed, true, StandardCharsets.UTF_8), folder))
        .as(printed.toString(StandardCharsets.UTF_8))
        .isZero();
    try (Application application = Application.on(folder)) {
      History history = application.part(History.class);
      int aboutKept = 0;
      List<? extends TrackedEventMessage<?>> batch = history.settledAfter(history.start(), 500);
      while (!batch.isEmpty()) {
        for (TrackedEventMessage<?> event : batch) {
          String readable = MAPPER.writeValueAsString(event.getPayload());
          assertThat(readable).doesNotContain(erased.mark);
          aboutKept += readable.contains(kept.mark) ? 1 : 0;
        }
        batch = history.settledAfter(batch.get(batch.size() - 1).trackingToken(), 500);
      }
      assertThat(aboutKept).isGreaterThan(5);
      assertThat(application.part(ProjectionComparison.class).compareAll(progress -> {}))
          .allSatisfy((table, difference) -> assertThat(difference.isNone()).as(table).isTrue());
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path log : files.filter(file -> file.toString().contains(".log")).toList()) {
        assertThat(new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1))
            .as(log.toString())
            .doesNotContain(erased.mark, kept.mark);
      }
    }
  }
}
