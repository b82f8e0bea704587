package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.itr.audit.AuditTrail;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectTypes;
import org.itr.support.Belongings;
import org.itr.support.ServerProcess;
import org.itr.support.StoredEvents;
import org.itr.support.StoredEvents.StoredEvent;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a call itself checks because it depends on the object: users who see only what is their own,
 * and settings, of which some are protected.
 */
class OwnDataFlowIT {

  /** What has an owner, or belongs to something that has one. */
  private static final Set<String> OWNED =
      Set.of("persons", "sessions", "sessiontests", "sessionteststaking", "groups");

  private final ServerProcess server = ServerProcess.shared();

  private static String entity(Call call) {
    return call.pattern().split("/", -1)[2];
  }

  /** Makes all calls about a colleague's objects; what is not refused as not there is a mistake. */
  private List<String> mistakesOf(Website user, Belongings theirs, Predicate<Call> which) {
    String self = user.get("logins/currentuser").json().get("ID").asText();
    List<String> mistakes = new ArrayList<>();
    int made = 0;
    try (StoredEvents store = server.events()) {
      long before = store.last();
      for (Call call : Rights.table()) {
        if (OWNED.contains(entity(call)) && call.pattern().contains("{") && which.test(call)) {
          Answer answer =
              user.call(
                  call.method(),
                  theirs.path(call.pattern()),
                  call.request().isPresent() ? "{\"Remarks\":\"mine\",\"Status\":20}" : null);
          made++;
          if (answer.status() != 404) {
            mistakes.add(call + ": " + answer);
          }
        }
      }
      assertThat(made).isGreaterThan(5);
      assertThat(store.after(before))
          .filteredOn(event -> self.equals(event.user()))
          .extracting(StoredEvent::type)
          .as("what the calls left, beside that they were refused")
          .allMatch("CallRefused"::equals);
    }
    return mistakes;
  }

  @Test
  void objects_of_a_colleague_do_not_exist_for_who_works_with_own_objects_only() {
    TestCompany company = TestCompany.on(server);
    Belongings theirs = Belongings.of(company);
    Website user = company.user("IsOfficeUser", "MayWorkWithOwnObjectsOnly");
    assertThat(
            mistakesOf(
                user,
                theirs,
                call -> call.access() == Access.OFFICE || call.access() == Access.CANDIDATE))
        .isEmpty();
  }

  @Test
  void who_works_with_own_objects_only_owns_what_they_make_and_sees_nothing_else() {
    TestCompany company = TestCompany.on(server);
    Belongings theirs = Belongings.of(company);
    Website user = company.user("IsOfficeUser", "MayWorkWithOwnObjectsOnly");
    String self = user.get("logins/currentuser").json().get("ID").asText();
    int types = 0;
    for (ObjectType type : ObjectTypes.all()) {
      if (type.ownerField().isPresent() && !type.isView() && !type.equals(AuditTrail.TYPE)) {
        String owner = type.ownerField().orElseThrow().name();
        String id = UUID.randomUUID().toString();
        Map<String, Object> fields = new HashMap<>(theirs.marked(type));
        fields.put(owner, theirs.id("logins"));
        fields.put("EMail", id + "@members.example");
        assertThat(user.post(type.name() + "/" + id, fields).status()).isEqualTo(200);
        assertThat(user.get(type.name() + "/" + id).json().get(owner).asText()).isEqualTo(self);
        assertThat(rows(user.get(type.name(), "StartPage", "-1")))
            .as(type.name())
            .extracting(row -> row.get("ID").asText())
            .containsExactly(id);
        types++;
      }
    }
    assertThat(types).isGreaterThanOrEqualTo(3);
    String session = theirs.id("sessions");
    for (String list :
        List.of(
            "sessionsview",
            "groupsessionsview",
            "sessiontests",
            "sessiontestsview",
            "generatedreports",
            "audittrail",
            "audittrail/object/" + session)) {
      assertThat(user.get(list, "StartPage", "-1").body())
          .as(list)
          .doesNotContain(session)
          .doesNotContain(theirs.id("group"));
      assertThat(theirs.master().get(list, "StartPage", "-1").body())
          .as(list)
          .containsAnyOf(session, theirs.id("group"));
    }
  }

  @Test
  void sessions_that_a_colleague_manages_in_the_same_group_are_left_alone() {
    TestCompany company = TestCompany.on(server);
    Website user = company.user("IsOfficeUser", "MayWorkWithOwnObjectsOnly");
    Website colleague = company.user("IsOfficeUser");
    String theirs = colleague.get("logins/currentuser").json().get("ID").asText();
    String group = UUID.randomUUID().toString();
    String own = UUID.randomUUID().toString();
    String foreign = UUID.randomUUID().toString();
    assertOk(user.post("sessions/" + group, Map.of("SessionType", 100, "Status", 10)));
    assertOk(user.post("sessions/" + own, Map.of("GroupSessionID", group, "Status", 10)));
    assertOk(
        colleague.post(
            "sessions/" + foreign,
            Map.of("GroupSessionID", group, "Status", 10, "ManagedByUserID", theirs)));

    assertOk(user.post("sessions/group/" + group + "/archive", Map.of()));
    assertThat(user.get("sessions/" + own).json().get("Active").asBoolean()).isFalse();
    assertThat(colleague.get("sessions/" + foreign).json().get("Active").asBoolean()).isTrue();

    assertOk(user.delete("sessions/" + group + "/groupmembers"));
    assertThat(user.get("sessions/" + own).status()).isEqualTo(404);
    assertThat(colleague.get("sessions/" + foreign).status()).isEqualTo(200);

    assertOk(user.delete("sessions/group/" + group));
    assertThat(user.get("sessions/" + group).status()).isEqualTo(404);
    assertThat(user.delete("sessions/group/" + group).status()).isEqualTo(404);
    assertThat(user.post("sessions/group/" + group + "/archive", Map.of()).status()).isEqualTo(404);
    assertThat(colleague.get("sessions/" + foreign).status()).isEqualTo(200);
    assertOk(colleague.delete("sessions/group/" + group));
    assertThat(colleague.get("sessions/" + foreign).status()).isEqualTo(404);
  }

  private static void assertOk(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void what_is_another_candidates_does_not_exist_for_a_candidate() {
    TestCompany company = TestCompany.on(server);
    Belongings theirs = Belongings.of(company);
    Website candidate = company.user("IsTestTakingUser");
    assertThat(mistakesOf(candidate, theirs, call -> call.access() == Access.CANDIDATE)).isEmpty();
    assertThat(rows(candidate.get("sessions", "StartPage", "-1"))).isEmpty();
    assertThat(rows(theirs.master().get("sessions", "StartPage", "-1"))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          IsOfficeUser             | SHOWN_TEXT              | company | 200 | 200 | 403
          IsOfficeUser             | SMTP_ANYTHING           | company | 403 | 403 | 403
          IsOfficeUser             | MAX_OF_ANYTHING         | company | 403 | 403 | 403
          IsOfficeUser             | MAXNUMBEROFCONSULTANTS  | company | 403 | 403 | 403
          IsOfficeUser             | SHOWN_TEXT              | master  | 403 | 200 | 403
          IsOfficeUser             | MAX_OF_ANYTHING         | master  | 403 | 403 | 403
          IsOrganisationSupervisor | SHOWN_TEXT              | company | 200 | 200 | 403
          IsOrganisationSupervisor | SMTP_ANYTHING           | company | 200 | 200 | 403
          IsOrganisationSupervisor | MAXNUMBEROFCONSULTANTS  | company | 403 | 200 | 403
          IsOrganisationSupervisor | SHOWN_TEXT              | master  | 403 | 200 | 403
          IsOrganisationSupervisor | MAX_OF_ANYTHING         | master  | 403 | 403 | 403
          IsMasterUser             | SHOWN_TEXT              | company | 200 | 200 | 200
          IsMasterUser             | MAX_OF_ANYTHING         | company | 200 | 200 | 200
          IsMasterUser             | MAXNUMBEROFCONSULTANTS  | company | 200 | 200 | 200
          IsMasterUser             | SHOWN_TEXT              | master  | 200 | 200 | 200
          IsMasterUser             | MAX_OF_ANYTHING         | master  | 200 | 200 | 200
          """)
  void settings_are_set_read_and_removed_by_those_who_manage_what_they_are_of(
      String right, String name, String space, int set, int read, int removed) {
    TestCompany company = TestCompany.on(server);
    String[] headers =
        space.equals("master")
            ? new String[] {"IncludeMaster", "Y", "IncludeClient", "N"}
            : new String[] {};
    Website manager = company.user("IsMasterUser");
    assertThat(manager.post("systemsettings/" + name, "7", headers).status()).isEqualTo(200);
    Website user = company.user("IsOfficeUser", right);
    assertThat(user.get("systemsettings/" + name, headers).status()).isEqualTo(read);
    assertThat(user.post("systemsettings/" + name, "8", headers).status()).isEqualTo(set);
    assertThat(manager.get("systemsettings/" + name, headers).body())
        .isEqualTo(set == 200 ? "8" : "7");
    assertThat(user.delete("systemsettings/" + name, headers).status()).isEqualTo(removed);
    if (removed != 200) {
      assertThat(manager.delete("systemsettings/" + name, headers).status()).isEqualTo(200);
    }
  }

  private static List<JsonNode> rows(Answer answer) {
    assertOk(answer);
    List<JsonNode> rows = new ArrayList<>();
    answer.json().forEach(rows::add);
    return rows;
  }
}
