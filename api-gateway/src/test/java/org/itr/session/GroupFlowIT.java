package org.itr.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.itr.support.ServerProcess;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups of candidates, and a company with all that is its own, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupFlowIT {

  private static final String EVERYTHING = "-1";

  private final ServerProcess server = ServerProcess.shared();
  private final Website master = server.master();

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private String group(int type) {
    String group = id();
    ok(
        master.post(
            "sessions/" + group,
            Map.of("SessionType", type, "Description", "A group", "Status", 10, "Active", true)));
    for (int i = 0; i < 2; i++) {
      String test = id();
      ok(
          master.post(
              "sessiontests/" + group + "/" + test,
              Map.of("ID", test, "SessionID", group, "TestID", id(), "Sequence", i, "Status", 10)));
    }
    return group;
  }

  private static Map<String, Object> person(String id, String name) {
    return Map.of("ID", id, "EMail", id + "@members.example", "LastName", name, "Active", true);
  }

  private List<JsonNode> members(String group) {
    List<JsonNode> members = new ArrayList<>();
    master
        .get("sessions/" + group + "/groupmembers", "StartPage", EVERYTHING, "Sort", "LastName")
        .json()
        .forEach(members::add);
    return members;
  }

  private JsonNode testsOf(String session) {
    return master.get("sessiontests/" + session, "StartPage", EVERYTHING).json();
  }

  @Test
  void members_come_with_the_tests_of_the_group_once_each_and_go_unless_they_have_begun() {
    String group = group(100);
    String first = id();
    String second = id();
    ok(
        master.post(
            "sessions/" + group + "/groupmembers",
            List.of(person(first, "Abel"), person(second, "Baker"))));
    ok(master.post("sessions/" + group + "/groupmembers", person(first, "Abelson")));

    List<JsonNode> members = members(group);
    assertThat(members)
        .extracting(row -> row.get("LastName").asText())
        .containsExactly("Abelson", "Baker");
    String session = members.get(0).get("sessionid").asText();
    assertThat(testsOf(session)).hasSize(2);
    assertThat(
            master
                .get("groupsessionsview", "Filter", "ID=" + group)
                .json()
                .get(0)
                .get("readycount")
                .asInt())
        .isEqualTo(2);

    JsonNode test = testsOf(session).get(0);
    ok(
        master.post(
            "sessiontests/" + session + "/" + test.get("ID").asText(),
            Map.of(
                "SessionID",
                session,
                "PersID",
                first,
                "TestID",
                test.get("TestID").asText(),
                "Status",
                20)));
    Answer refused = master.delete("sessions/" + group + "/groupmembers");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains(first);
    assertThat(members(group)).hasSize(2);

    ok(
        master.call(
            "DELETE", "sessions/" + group + "/groupmembers", "[{\"ID\":\"" + second + "\"}]"));
    assertThat(members(group)).extracting(row -> row.get("ID").asText()).containsExactly(first);
  }

  @Test
  void only_members_who_are_named_go_where_any_is_named() {
    String group = group(100);
    String person = id();
    ok(master.post("sessions/" + group + "/groupmembers", person(person, "Dora")));

    for (String nobody : List.of("[]", "{}", "[\"" + id() + "\"]")) {
      ok(master.call("DELETE", "sessions/" + group + "/groupmembers", nobody));
    }
    Answer unnamed =
        master.call(
            "DELETE", "sessions/" + group + "/groupmembers", "[{\"EMail\":\"dora@x.example\"}]");
    assertThat(unnamed.status()).isEqualTo(400);
    assertThat(unnamed.body()).contains("ID");
    assertThat(members(group)).hasSize(1);

    ok(master.delete("sessions/" + group + "/groupmembers"));
    assertThat(members(group)).isEmpty();
  }

  @Test
  void a_member_gets_what_the_website_keeps_for_the_session_and_not_the_other_members() {
    String group = group(100);
    ok(
        master.post(
            "sessions/" + group,
            Map.of(
                "EmailNotificationIncludeResults",
                true,
                "PluginData",
                Map.of(
                    "sessionParameters",
                    Map.of("reportID", "r"),
                    "GroupMembers",
                    List.of(Map.of("EMail", "another@members.example"))))));
    ok(master.post("sessions/" + group + "/groupmembers", person(id(), "Emil")));

    JsonNode session =
        master.get("sessions/" + members(group).get(0).get("sessionid").asText()).json();
    assertThat(session.get("EmailNotificationIncludeResults").asBoolean()).isTrue();
    assertThat(session.at("/PluginData/sessionParameters/reportID").asText()).isEqualTo("r");
    assertThat(session.get("PluginData").has("GroupMembers")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"100, 0", "1000, 1002"})
  void members_have_sessions_of_the_type_that_goes_with_that_of_the_group(int type, int ofMember) {
    String group = group(type);
    ok(master.post("sessions/" + group + "/groupmembers", person(id(), "Fay")));
    String session = members(group).get(0).get("sessionid").asText();
    assertThat(ok(master.get("sessions/" + session)).json().get("SessionType").asInt())
        .isEqualTo(ofMember);
  }

  @Test
  void persons_with_one_address_do_not_become_members_together() {
    String group = group(100);
    String first = id();
    Answer refused =
        master.post(
            "sessions/" + group + "/groupmembers",
            List.of(
                Map.of("ID", first, "EMail", group + "@members.example", "LastName", "F"),
                Map.of("ID", id(), "EMail", group + "@Members.example", "LastName", "G")));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("same e-mail address");
    assertThat(master.get("persons/" + first).status()).isEqualTo(404);
    assertThat(members(group)).isEmpty();
  }

  @Test
  void a_group_is_archived_brought_back_and_removed_as_one() {
    String group = group(100);
    String person = id();
    ok(master.post("sessions/" + group + "/groupmembers", person(person, "Charles")));
    String session = members(group).get(0).get("sessionid").asText();
    String password = master.get("persons/" + person + "/password").json().get("Password").asText();

    ok(master.post("sessions/group/" + group + "/archive", ""));
    assertThat(master.get("sessions/" + session).json().get("Active").asBoolean()).isFalse();
    assertThat(new Website(server.url()).tryLogin(person + "@members.example", password).status())
        .isEqualTo(401);

    ok(master.post("sessions/group/" + group + "/unarchive", ""));
    assertThat(master.get("sessions/" + group).json().get("Active").asBoolean()).isTrue();
    new Website(server.url()).login(person + "@members.example", password);

    ok(master.delete("sessions/group/" + group));
    assertThat(master.get("sessions/" + group).status()).isEqualTo(404);
    assertThat(master.get("sessions/" + session).status()).isEqualTo(404);
    assertThat(testsOf(session)).isEmpty();
    assertThat(master.delete("sessions/group/" + group).status()).isEqualTo(404);
  }

  @Test
  void results_of_those_who_take_part_unknown_are_read_by_test_and_are_safe_to_open_as_a_page() {
    String group = group(100);
    String member = id();
    String test = id();
    String testId = id();
    ok(
        master.post(
            "sessions/" + member,
            Map.of("SessionType", 1, "GroupSessionID", group, "Status", 20, "Active", true)));
    ok(
        master.post(
            "sessiontests/" + member + "/" + test,
            Map.of(
                "SessionID",
                member,
                "TestID",
                testId,
                "Status",
                20,
                "Results",
                Map.of("__page1", Map.of("q", Map.of("Value", "<script>&"))))));
    Answer answer = master.get("sessions/" + group + "/" + testId + "/results");
    assertThat(answer.type()).startsWith("text/html");
    assertThat(answer.body()).doesNotContain("<script>");
    JsonNode tests = answer.json().get("tests");
    assertThat(tests).hasSize(1);
    assertThat(tests.get(0).at("/Results/__page1/q/Value").asText()).isEqualTo("<script>&");
    assertThat(master.get("sessions/" + group + "/" + id() + "/results").json().get("tests"))
        .isEmpty();
  }

  @Test
  void tests_that_are_chosen_anew_are_told_once_with_those_that_went() {
    String group = group(100);
    ok(master.delete("sessions/" + group + "/deletealltests"));
    ok(master.delete("sessions/" + id() + "/deletealltests"));
    assertThat(testsOf(group)).isEmpty();
    List<String> told = new ArrayList<>();
    master
        .get("audittrail/session/" + group, "StartPage", EVERYTHING, "Sort", "CreateDate")
        .json()
        .forEach(
            row -> told.add(row.get("ObjectType").asInt() + "/" + row.get("MessageID").asInt()));
    assertThat(told).endsWith("2/4", "2/4", "2/5");
  }

  @Test
  void usage_of_all_companies_is_read_by_year_and_only_by_a_master_user() {
    String usage = id();
    ok(
        master.post(
            "creditusages/" + usage,
            Map.of(
                "InvoiceCode",
                "forall",
                "TotalTicks",
                7,
                "DiscountedTicks",
                1,
                "UsageDateTime",
                "2024-03-05T12:00:00Z")));
    JsonNode row =
        master.get("creditusagespermonthforall/2024", "SearchField", "FORALL").json().get(0);
    assertThat(row.get("month").asInt()).isEqualTo(3);
    assertThat(row.get("ticks").asInt()).isEqualTo(7);
    assertThat(row.get("InvoiceCode").asText()).isEqualTo("forall");
    assertThat(row.get("ID").asText()).isEqualTo(master.company());
    assertThat(
            master
                .get("creditusagespermonthforall/2024", "SearchField", "FORALL", "StartPage", "1")
                .json())
        .isEmpty();
    assertThat(master.get("creditusagespermonth", "StartPage", "x").status()).isEqualTo(400);
    assertThat(master.get("creditusagespermonthforall/2023").json()).isEmpty();
    assertThat(master.get("creditusagespermonthforall/soon").status()).isEqualTo(400);
  }

  @Test
  void a_company_takes_everything_along_that_is_its_own() {
    String company = id();
    Map<String, Object> details =
        Map.of(
            "CompanyName",
            "Leaving",
            "LicenseStartDate",
            "2020-01-01T00:00:00Z",
            "LicenseEndDate",
            "2100-01-01T00:00:00Z");
    ok(master.post("companies/" + company, details));
    ok(master.post("creditgrants/" + id(), Map.of("CompanyID", company, "CreditsGranted", 5)));
    Website there = server.master();
    ok(there.post("tokens/" + there.token() + "/" + company, ""));
    String person = id();
    String session = id();
    String definition = id();
    ok(there.post("educations/" + id(), Map.of("Name", "School")));
    ok(there.post("tests/" + definition, Map.of("TestName", "Own", "Costs", 1)));
    ok(there.post("reportdefinitions/" + id(), Map.of("ReportName", "Own")));
    ok(there.post("systemsettings/GREETING", "hello"));
    ok(there.post("sessions/" + session, Map.of("PersonID", person, "Status", 20, "Active", true)));
    ok(
        there.post(
            "sessiontests/" + session + "/" + id(),
            Map.of("TestID", definition, "PersID", person, "Status", 30)));
    ok(there.post("generatedreports/" + session + "/" + id(), Map.of("ReportTitle", "One")));
    ok(there.post("persons/" + person, person(person, "Leaver")));
    List<String> lists =
        List.of(
            "educations",
            "tests",
            "reportdefinitions",
            "sessions",
            "sessiontests",
            "generatedreports",
            "persons",
            "creditusages");
    String[] own = {"StartPage", EVERYTHING, "IncludeMaster", "N", "IncludeClient", "Y"};
    for (String list : lists) {
      assertThat(ok(there.get(list, own)).json()).as(list).isNotEmpty();
    }

    ok(master.delete("companies/" + company));

    assertThat(there.get("companies/currentcompany").status()).isEqualTo(404);
    assertThat(master.get("companies/" + company).status()).isEqualTo(404);
    assertThat(
            master
                .get("creditgrants", "StartPage", EVERYTHING, "Filter", "CompanyID=" + company)
                .json())
        .isEmpty();
    assertThat(master.delete("companies/" + company).status()).isEqualTo(404);

    // Who comes to a company of the same ID finds nothing of the one before.
    ok(master.post("companies/" + company, details));
    Website again = server.master();
    ok(again.post("tokens/" + again.token() + "/" + company, ""));
    for (String list : lists) {
      assertThat(ok(again.get(list, own)).json()).as(list).isEmpty();
    }
    assertThat(again.get("systemsettings/GREETING").status()).isEqualTo(404);
    assertThat(ok(again.get("logins", own)).json()).hasSize(1);
  }

  @Test
  void whoever_has_the_code_takes_part_in_a_session_of_their_own() {
    String open = group(200);
    String person = id();
    String code = "P" + open.substring(0, 5);
    ok(
        master.post(
            "sessions/" + open,
            Map.of(
                "PersonID",
                person,
                "ShortLoginCode",
                code,
                "PluginData",
                Map.of("sessionParameters", Map.of("reportID", "r")))));
    ok(
        master.post(
            "sessiontests/" + open + "/" + testsOf(open).get(0).get("ID").asText(),
            Map.of(
                "Results",
                Map.of("__page1", Map.of("q", Map.of("Visible", true))),
                "PluginData",
                Map.of("DataGathering", Map.of("Allowed", false)))));
    ok(
        master.post(
            "persons/" + person, Map.of("EMail", open, "LastName", "Public", "Active", true)));

    Website first = participant(code.toLowerCase(java.util.Locale.ROOT));
    Website second = participant(code);
    assertThat(first.get("logins/currentuser").json().get("IsTestTakingUser").asBoolean()).isTrue();
    JsonNode own = first.get("sessions/" + open).json();
    assertThat(own.get("SessionType").asInt()).isEqualTo(1);
    assertThat(own.get("GroupSessionID").asText()).isEqualTo(open);
    assertThat(own.get("Description").asText()).startsWith("A group ");
    assertThat(first.get("sessions/" + open).json().get("ID")).isEqualTo(own.get("ID"));
    assertThat(own.at("/PluginData/sessionParameters/reportID").asText()).isEqualTo("r");
    String ownId = own.get("ID").asText();
    JsonNode tests = first.get("sessionteststaking/" + ownId).json();
    assertThat(tests).hasSize(2);
    JsonNode test =
        first.get("sessionteststaking/" + ownId + "/" + tests.get(0).get("ID").asText()).json();
    assertThat(test.at("/PluginData/DataGathering/Allowed").asBoolean(true)).isFalse();
    assertThat(test.at("/Results/__page1/q/Visible").asBoolean()).isTrue();
    assertThat(first.get("sessions", "Filter", "Status=10, Status=20, ID=" + ownId).json())
        .hasSize(1);

    String others = second.get("sessions/" + open).json().get("ID").asText();
    assertThat(others).isNotEqualTo(ownId);
    assertThat(second.get("sessions/" + ownId).status()).isEqualTo(404);
    assertThat(second.get("sessionteststaking/" + ownId).status()).isEqualTo(404);
    assertThat(second.get("sessions").body()).doesNotContain(ownId);
    assertThat(
            second
                .post(
                    "logins/currentuser/changepassword",
                    Map.of("old_password", "x", "new_password", "y"))
                .status())
        .isEqualTo(403);

    ok(first.post("sessions/" + ownId, Map.of("Status", 30)));
    ok(first.post("logout", ""));
    ok(second.post("logout", ""));
    assertThat(master.get("sessions/" + ownId).status()).isEqualTo(200);
    assertThat(master.get("sessions/" + others).status()).isEqualTo(404);
    assertThat(participate("nocode").status()).isEqualTo(401);
    assertThat(participate(code, "UserID", "nobody@people.example", "Password", "x").status())
        .as("a code beside a name is nothing")
        .isEqualTo(401);
  }

  @Test
  void nobody_takes_part_in_the_public_session_itself() {
    String open = publicSession();
    String test = testsOf(open).get(0).get("ID").asText();
    Website participant = participant("P" + open.substring(0, 5));

    assertThat(participant.post("sessions/" + open, Map.of("Status", 30)).status()).isEqualTo(404);
    assertThat(participant.get("sessionteststaking/" + open).status()).isEqualTo(404);
    assertThat(
            participant
                .post("sessionteststaking/" + open + "/" + test, Map.of("Status", 20))
                .status())
        .isEqualTo(404);

    assertThat(master.get("sessions/" + open).json().get("Status").asInt()).isEqualTo(10);
    assertThat(testsOf(open).get(0).get("Status").asInt()).isEqualTo(10);
  }

  @Test
  void a_class_that_is_shown_the_code_comes_in_all_at_once() throws Exception {
    String open = publicSession();
    ExecutorService pupils = Executors.newFixedThreadPool(40);
    try {
      List<Callable<String>> all = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        all.add(
            () ->
                participant("P" + open.substring(0, 5))
                    .get("sessions/" + open)
                    .json()
                    .get("ID")
                    .asText());
      }
      Set<String> sessions = new HashSet<>();
      for (Future<String> session : pupils.invokeAll(all)) {
        sessions.add(session.get());
      }
      assertThat(sessions).hasSize(40);
    } finally {
      pupils.shutdownNow();
    }
  }

  /** Its code is P and the beginning of its ID. */
  private String publicSession() {
    String open = group(200);
    String person = id();
    ok(
        master.post(
            "sessions/" + open,
            Map.of("PersonID", person, "ShortLoginCode", "P" + open.substring(0, 5))));
    ok(
        master.post(
            "persons/" + person, Map.of("EMail", open, "LastName", "Public", "Active", true)));
    return open;
  }

  private Answer participate(String code, String... headers) {
    List<String> all = new ArrayList<>(List.of("Poll", code, "CompanyID", "", "BrowserID", id()));
    all.addAll(List.of(headers));
    return new Website(server.url()).call("GET", "login", null, all.toArray(String[]::new));
  }

  private Website participant(String code) {
    Answer answer = participate(code);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Website website = new Website(server.url());
    website.continueWith(
        answer.json().get("SessionID").asText(), answer.json().get("CompanyID").asText());
    return website;
  }
}
