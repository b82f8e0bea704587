package org.itr.setting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

/** Settings of companies and of the server, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettingFlowIT {

  private static final String[] SERVER = {"IncludeMaster", "Y", "IncludeClient", "N"};
  private static final String[] COMPANY = {"IncludeMaster", "N", "IncludeClient", "Y"};
  private static final String PASSWORD = "Mail p4ssword; \"é\"";

  @TempDir static Path folder;
  private ServerProcess server;
  private Website master;
  private Website office;
  private Website supervisor;
  private Website stranger;
  private String strangers;

  @BeforeAll
  void start() throws IOException {
    server = ServerProcess.start(folder);
    master = server.master();
    master.liftCallLimit();
    office = TestCompany.first(server).user("IsOfficeUser");
    supervisor = TestCompany.first(server).user("IsOfficeUser", "IsOrganisationSupervisor");
    TestCompany elsewhere = TestCompany.on(server);
    strangers = elsewhere.id();
    stranger = elsewhere.user("IsOfficeUser", "IsOrganisationSupervisor");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private static List<String> names(Answer list) {
    List<String> names = new ArrayList<>();
    ok(list).json().forEach(row -> names.add(row.get("ParameterName").asText()));
    return names;
  }

  @Test
  void a_value_is_the_raw_body_and_comes_back_letter_for_letter() {
    String value = "{\"a\": \"1+1%20=2 & é 漢 😀\",\n \"b\":undefined}";
    ok(office.post("systemsettings/MailTemplates", value, COMPANY));
    Answer read = ok(office.get("systemsettings/MailTemplates", COMPANY));
    assertThat(read.body()).isEqualTo(value);
    assertThat(read.type()).startsWith("text/");
    ok(office.post("systemsettings/MailTemplates", "", COMPANY));
    assertThat(ok(office.get("systemsettings/MailTemplates", COMPANY)).body()).isEmpty();
    assertThat(office.get("systemsettings/NothingOfThatName").status()).isEqualTo(404);
    assertThat(office.get("systemsettings/mailtemplates").status()).isEqualTo(404);
  }

  @Test
  void a_company_and_the_server_have_each_their_own() {
    ok(master.post("systemsettings/CreditOrderEMail", "orders@server.example", SERVER));
    assertThat(ok(office.get("systemsettings/CreditOrderEMail", SERVER)).body())
        .isEqualTo("orders@server.example");
    assertThat(office.get("systemsettings/CreditOrderEMail", COMPANY).status()).isEqualTo(404);
    ok(office.post("systemsettings/CreditOrderEMail", "orders@company.example", COMPANY));
    assertThat(ok(supervisor.get("systemsettings/CreditOrderEMail", COMPANY)).body())
        .isEqualTo("orders@company.example");
    assertThat(stranger.get("systemsettings/CreditOrderEMail", COMPANY).status()).isEqualTo(404);
    assertThat(
            stranger.get("systemsettings/CreditOrderEMail", "CompanyID", office.company()).status())
        .isEqualTo(404);
    assertThat(office.post("systemsettings/CreditOrderEMail", "me", SERVER).status())
        .isEqualTo(403);
    assertThat(supervisor.post("systemsettings/CreditOrderEMail", "me", SERVER).status())
        .isEqualTo(403);
    assertThat(office.delete("systemsettings/CreditOrderEMail", COMPANY).status()).isEqualTo(403);
    ok(master.delete("systemsettings/CreditOrderEMail", COMPANY));
    assertThat(office.get("systemsettings/CreditOrderEMail", COMPANY).status()).isEqualTo(404);
    assertThat(ok(office.get("systemsettings/CreditOrderEMail", SERVER)).body()).isNotEmpty();
    assertThat(master.delete("systemsettings/CreditOrderEMail", COMPANY).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SMTP_SERVER",
        "MAX_ANYTHING",
        "ServerID",
        "EncryptionKey",
        "LOG_HANDLER_BACKUP_COUNT"
      })
  void protected_settings_are_for_supervisors_and_the_servers_for_master_users(String name) {
    assertThat(office.post("systemsettings/" + name, "1").status()).isEqualTo(403);
    assertThat(office.get("systemsettings/" + name).status()).isEqualTo(403);
    ok(supervisor.post("systemsettings/" + name, "1"));
    assertThat(ok(supervisor.get("systemsettings/" + name)).body()).isEqualTo("1");
    assertThat(supervisor.get("systemsettings/" + name, SERVER).status()).isEqualTo(403);
    assertThat(office.get("systemsettings/" + name, SERVER).status()).isEqualTo(403);
    ok(master.post("systemsettings/" + name, "2", SERVER));
    assertThat(ok(master.get("systemsettings/" + name, SERVER)).body()).isEqualTo("2");
    assertThat(names(office.get("systemsettings", "StartPage", "-1"))).doesNotContain(name);
    ok(master.delete("systemsettings/" + name, SERVER));
  }

  @Test
  void the_list_has_what_is_not_protected_with_name_and_value() {
    ok(office.post("systemsettings/COPYRIGHT", "Ours"));
    ok(master.post("systemsettings/COPYRIGHT", "Theirs", SERVER));
    JsonNode row = null;
    for (JsonNode found : ok(office.get("systemsettings", "StartPage", "-1")).json()) {
      row = found.get("ParameterName").asText().equals("COPYRIGHT") ? found : row;
    }
    assertThat(row.get("ParValue").asText()).isEqualTo("Ours");
    assertThat(row.get("id").asText()).isEqualTo("COPYRIGHT");
    assertThat(row.get("dbsource").asInt()).isZero();
    assertThat(names(office.get("systemsettings", "Filter", "ParProtected=True")))
        .doesNotContain("MAX_CALL_LIMIT");
    assertThat(names(office.get("systemsettings", "StartPage", "-1", "IncludeMaster", "Y")))
        .containsOnlyOnce("COPYRIGHT");
    assertThat(names(master.get("systemsettings", "StartPage", "-1", "IncludeMaster", "Y")))
        .filteredOn("COPYRIGHT"::equals)
        .hasSize(2);
  }

  @Test
  void a_secret_is_read_by_those_who_manage_and_is_in_no_list_and_no_trail() {
    ok(supervisor.post("systemsettings/SMTP_PASSWORD", PASSWORD));
    assertThat(ok(supervisor.get("systemsettings/SMTP_PASSWORD")).body()).isEqualTo(PASSWORD);
    ok(supervisor.post("systemsettings/SMTP_PASSWORD", PASSWORD + "2"));
    assertThat(ok(supervisor.get("systemsettings/SMTP_PASSWORD")).body()).isEqualTo(PASSWORD + "2");
    assertThat(office.get("systemsettings/SMTP_PASSWORD").status()).isEqualTo(403);
    assertThat(stranger.get("systemsettings/SMTP_PASSWORD").status()).isEqualTo(404);
    for (String list : List.of("systemsettings", "audittrail", "audittrail/objecttype/18")) {
      assertThat(ok(master.get(list, "StartPage", "-1", "IncludeMaster", "Y")).body())
          .as(list)
          .doesNotContain("p4ssword");
    }
    int rows = ok(master.get("audittrail/objecttype/18", "StartPage", "-1")).json().size();
    ok(supervisor.post("systemsettings/SMTP_PASSWORD", PASSWORD + "3"));
    assertThat(ok(master.get("audittrail/objecttype/18", "StartPage", "-1")).json())
        .hasSize(rows + 1);
  }

  @Test
  void how_many_consultants_a_company_may_have_is_for_master_users_to_say() {
    assertThat(supervisor.post("systemsettings/MAXNUMBEROFCONSULTANTS", "99").status())
        .isEqualTo(403);
    assertThat(supervisor.post("systemsettings/MAXNUMBEROFCONSULTANTS", "99", SERVER).status())
        .isEqualTo(403);
    Map<String, Object> another =
        Map.of(
            "CompanyID",
            strangers,
            "Email",
            "x@strangers.example",
            "UserName",
            "X",
            "IsOfficeUser",
            true,
            "Active",
            true);
    ok(master.post("systemsettings/MAXNUMBEROFCONSULTANTS", "1", SERVER));
    Answer refused = stranger.post("logins/" + UUID.randomUUID(), another);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("maximum number");
    // The limit is in force when its answer is there, and so is its end.
    ok(master.delete("systemsettings/MAXNUMBEROFCONSULTANTS", SERVER));
    ok(stranger.post("logins/" + UUID.randomUUID(), another));
    assertThat(ok(supervisor.get("logins", "StartPage", "-1")).json()).isNotEmpty();
  }

  @Test
  void the_address_for_copies_is_the_companys() {
    ok(supervisor.post("systemsettings/CC_ADDRESS", "copies@company.example"));
    assertThat(ok(office.get("systemsettings/CC_ADDRESS")).body())
        .isEqualTo("copies@company.example");
    assertThat(ok(supervisor.get("companies/currentcompany")).json().get("CCEMail").asText())
        .isEqualTo("copies@company.example");
    assertThat(names(office.get("systemsettings", "StartPage", "-1"))).doesNotContain("CC_ADDRESS");
    assertThat(ok(stranger.get("systemsettings/CC_ADDRESS")).body()).isEmpty();
    ok(master.delete("systemsettings/CC_ADDRESS"));
    assertThat(ok(office.get("systemsettings/CC_ADDRESS")).body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x%20y", "a%2fb", "%00", "%27", "a%0db", "%3Cb%3E", "%C3%A9"})
  void a_name_that_is_none_is_refused(String name) {
    String path = "systemsettings/" + name;
    assertThat(office.post(path, "1").status()).isIn(400, 404);
    assertThat(office.get(path).status()).isIn(400, 404);
    assertThat(office.post("systemsettings/" + "n".repeat(51), "1").status()).isEqualTo(400);
  }

  @Test
  void a_value_has_a_longest() {
    Answer answer = office.post("systemsettings/COMPANYLOGO", "x".repeat(1_000_001));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("ParValue");
    ok(office.post("systemsettings/COMPANYLOGO", "x".repeat(1_000_000)));
    assertThat(office.post("systemsettings/COMPANYLOGO", "a\u0000b").status()).isEqualTo(400);
  }

  @Test
  void the_rate_of_calls_is_what_was_set_last_from_the_next_call_on() {
    Website caller = TestCompany.first(server).user();
    for (int round = 0; round < 5; round++) {
      ok(master.post("systemsettings/MAX_CALL_LIMIT", "1", SERVER));
      int refused = 0;
      for (int i = 0; i < 20; i++) {
        refused += caller.get("educations").status() == 429 ? 1 : 0;
      }
      assertThat(refused).isPositive();
      ok(master.post("systemsettings/MAX_CALL_LIMIT", "0", SERVER));
      for (int i = 0; i < 30; i++) {
        ok(caller.get("educations"));
      }
    }
    ok(master.post("systemsettings/MAX_CALL_LIMIT", "100000", SERVER));
  }
}
