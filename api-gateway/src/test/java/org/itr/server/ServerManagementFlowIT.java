package org.itr.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.itr.support.ServerProcess;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server tells about itself, and what its master users do with it, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerManagementFlowIT {

  private static final String[] MASTER_SPACE = {"IncludeMaster", "Y", "IncludeClient", "N"};
  private static final int LOG_FILE_BYTES = 20_000;

  @TempDir static Path folder;
  private ServerProcess server;
  private Website master;

  @BeforeAll
  void start() throws IOException {
    server = ServerProcess.start(folder, "--ITR_LOG_FILE_BYTES=" + LOG_FILE_BYTES);
    master = server.master();
    master.liftCallLimit();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private List<String> log(String which) {
    Answer answer = ok(master.get("log/" + which, "IncludeArchived", "true", "PageSize", "0"));
    assertThat(answer.type()).startsWith("application/json");
    List<String> lines = new ArrayList<>();
    answer.json().forEach(line -> lines.add(line.asText()));
    return lines;
  }

  @Test
  void the_log_comes_in_lines_that_the_website_can_join_and_go_on_from() {
    String candidate = UUID.randomUUID() + "@people.example";
    ok(
        master.post(
            "persons/" + UUID.randomUUID(),
            Map.of(
                "EMail", candidate, "LastName", "Verysecretname", "Password", "An 0penSecret!")));
    List<String> first = log("0/ALL");
    assertThat(first).isNotEmpty();
    assertThat(first)
        .allSatisfy(
            line ->
                assertThat(line)
                    .matches("(?s)ITR \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} .*\\n")
                    .doesNotContain(candidate)
                    .doesNotContain("Verysecretname")
                    .doesNotContain("An 0penSecret!")
                    .doesNotContain(master.token()));
    String last = first.get(first.size() - 1);
    String moment = last.substring(4, 23);
    ok(master.get("educations"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(log("0/" + moment.replace(" ", "%20")))
                    .isNotEmpty()
                    .noneMatch(line -> line.startsWith("ITR " + moment))
                    .anyMatch(line -> line.contains("GET /api/educations 200")));
    assertThat(log("0/LAST")).hasSizeBetween(1, 100);
  }

  @Test
  void as_many_older_files_are_kept_as_are_set_and_fewer_at_once() {
    ok(master.post("systemsettings/LOG_HANDLER_BACKUP_COUNT", "3", MASTER_SPACE));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              for (int i = 0; i < 100; i++) {
                master.get("version");
              }
              return Files.exists(folder.resolve("logs").resolve("itr.log.3"));
            });
    // Another file's worth of lines makes no fourth one.
    for (int i = 0; i < 500; i++) {
      master.get("version");
    }
    assertThat(log("3/ALL")).isNotEmpty();
    assertThat(master.get("log/4/ALL").status()).isEqualTo(404);
    assertThat(log("1/ALL").get(0)).isGreaterThanOrEqualTo(log("2/ALL").get(0));

    ok(master.post("systemsettings/LOG_HANDLER_BACKUP_COUNT", "1", MASTER_SPACE));
    assertThat(folder.resolve("logs").resolve("itr.log.2")).doesNotExist();
    assertThat(master.get("log/2/ALL").status()).isEqualTo(404);
    ok(master.delete("systemsettings/LOG_HANDLER_BACKUP_COUNT", MASTER_SPACE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0/all",
        "0/2026-13-01%2010:00:00",
        "0/yesterday",
        "x/ALL",
        "-1/ALL",
        "99999/ALL",
        "0.0/ALL",
        "%2e%2e/ALL",
        "0/..%00"
      })
  void what_is_no_part_of_the_log_is_refused(String which) {
    Answer answer = master.get("log/" + which);
    assertThat(answer.status()).isIn(400, 404);
  }

  @Test
  void nobody_else_reads_the_log_or_manages_the_server() {
    Website supervisor = TestCompany.first(server).user("IsOrganisationSupervisor", "IsTranslator");
    for (String path :
        List.of("log/0/ALL", "listpublics/itr-plugins", "listpublics/itr-plugins/a")) {
      assertThat(supervisor.get(path).status()).as(path).isEqualTo(403);
    }
    for (String path : List.of("cache/clear", "refreshpublics", "installpublics/itr-stop")) {
      assertThat(supervisor.post(path, "{}").status()).as(path).isEqualTo(403);
    }
  }

  @Test
  void what_lies_ready_is_listed_and_read() throws IOException {
    assertThat(ok(master.get("listpublics/itr-plugins")).body()).isEqualTo("[]");
    Path templates = folder.resolve("publics").resolve("itr-testtemplates");
    Files.writeString(templates.resolve("A test é.json"), "{\"ID\": \"x\", \"n\": \"<é>\"}");
    Files.writeString(templates.resolve("A test é.json.itrinfo"), "What it is: é");
    ok(master.post("refreshpublics", ""));
    Answer list = ok(master.get("listpublics/itr-testtemplates"));
    assertThat(list.type()).startsWith("application/json");
    assertThat(list.json()).hasSize(1);
    JsonNode file = list.json().get(0);
    assertThat(file.get("name").asText()).isEqualTo("A test é.json");
    assertThat(file.get("explanation").asText()).isEqualTo("What it is: é");
    assertThat(file.get("getdate").asText()).matches("20\\d\\d-\\d\\d-\\d\\dT.*\\+00:00");
    Answer content = ok(master.get("listpublics/itr-testtemplates/A%20test%20%C3%A9.json"));
    assertThat(content.type()).startsWith("text/plain");
    assertThat(content.body()).isEqualTo("{\"ID\": \"x\", \"n\": \"<é>\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "itr-translations/..%2f..%2fkeys%2fmaster.key",
        "itr-translations/%2e%2e",
        "itr-translations/..%5c..%5ckeys",
        "itr-translations/%00",
        "..%2fkeys/master.key",
        "keys/master.key",
        "itr-webclient/default.htm"
      })
  void no_name_leads_out_of_the_folders(String name) {
    Answer answer = master.get("listpublics/" + name);
    assertThat(answer.status()).isIn(400, 404);
    Answer installed = master.post("installpublics/" + name, "");
    assertThat(installed.status()).isIn(400, 403, 404);
  }

  @Test
  void code_is_not_replaced_over_http_and_the_answer_says_how_it_is() {
    for (String what : List.of("itr-webclient", "itr-public-api", "itr-api", "itr-stop")) {
      Answer answer = master.post("installpublics/" + what, "{}");
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body()).contains("upgrade").contains("start it again");
      assertThat(master.delete("installpublics/" + what).status()).isEqualTo(403);
    }
    assertThat(master.post("installpublics/itr-testtemplates/a.json", "{}").status())
        .isEqualTo(403);
    ok(master.get("version"));
  }

  @Test
  void what_is_kept_in_memory_can_be_forgotten_and_all_goes_on() {
    String id = UUID.randomUUID().toString();
    ok(master.post("educations/" + id, Map.of("Name", "University")));
    Answer answer = ok(master.post("cache/clear", "{}"));
    assertThat(answer.body()).isEqualTo("OK");
    ok(master.post("educations/" + id, Map.of("Name", "College")));
    assertThat(ok(master.get("educations/" + id)).json().get("Name").asText()).isEqualTo("College");
  }

  @Test
  void the_login_screen_shows_what_the_company_of_the_host_set_else_the_server() {
    Website anybody = new Website(server.url());
    for (String path : List.of("copyright", "companyname", "companylogo")) {
      Answer answer = ok(anybody.get(path));
      assertThat(answer.body()).as(path).isEmpty();
      assertThat(answer.type()).startsWith("text/plain");
    }
    ok(master.post("systemsettings/COPYRIGHT", "The server's © é", MASTER_SPACE));
    ok(master.post("systemsettings/COMPANYNAME", "The server", MASTER_SPACE));
    assertThat(ok(anybody.get("copyright")).body()).isEqualTo("The server's © é");

    ok(master.post("companies/" + master.company(), Map.of("AdministrativeID", "127.0.0.1")));
    ok(master.post("systemsettings/COPYRIGHT", "The company's"));
    Website byHost = new Website(server.url().replace("localhost", "127.0.0.1"));
    assertThat(ok(byHost.get("copyright")).body()).isEqualTo("The company's");
    assertThat(ok(byHost.get("companyname")).body()).isEqualTo("The server");
    assertThat(ok(anybody.get("copyright")).body()).isEqualTo("The server's © é");
    ok(master.delete("systemsettings/COPYRIGHT"));
    assertThat(ok(byHost.get("copyright")).body()).isEqualTo("The server's © é");
    ok(master.post("systemsettings/COPYRIGHT", "", MASTER_SPACE));
    assertThat(ok(byHost.get("copyright")).body()).isEmpty();
  }

  @Test
  void the_version_is_told_to_anybody_and_who_is_logged_in_to_the_office() {
    Answer version = ok(new Website(server.url()).get("version"));
    assertThat(version.body()).isNotBlank();
    assertThat(version.type()).startsWith("text/plain");
    TestCompany company = TestCompany.on(server);
    Website office = company.user();
    assertThat(ok(office.get("activesessions")).body()).isEqualTo("1(0)");
    Website candidate = company.user("IsTestTakingUser");
    assertThat(ok(office.get("activesessions")).body()).isEqualTo("2(1)");
    assertThat(candidate.get("activesessions").status()).isEqualTo(403);
    assertThat(ok(master.get("activesessions")).body()).matches("\\d+\\(\\d+\\)-\\d+\\(\\d+\\)");
    ok(candidate.post("logout", ""));
    assertThat(ok(office.get("activesessions")).body()).isEqualTo("1(0)");
    assertThat(candidate.post("checktoken", "").status()).isEqualTo(404);
  }
}
