package org.itr.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.itr.support.ServerProcess;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.junit.jupiter.api.Test;

/** What is to be seen in the audit trail, by whom, and what is not any more. */
class AuditTrailFlowIT {

  private final ServerProcess server = ServerProcess.shared();
  private final TestCompany company = TestCompany.on(server);

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private static List<String> messages(Website who, String list) {
    List<String> messages = new ArrayList<>();
    for (JsonNode row :
        ok(who.get("audittrail/" + list, "StartPage", "-1", "Sort", "CreateDate")).json()) {
      messages.add(row.get("ObjectType").asInt() + "/" + row.get("MessageID").asInt());
    }
    return messages;
  }

  @Test
  void what_a_master_user_hid_is_not_there_any_more_and_nobody_writes_it_anew() {
    Website master = company.user("IsMasterUser", "IsOfficeUser");
    Website office = company.user("IsOfficeUser");
    String note = id();
    ok(office.post("audittrail/" + note, Map.of("AuditMessage", "The candidate called")));
    assertThat(office.delete("audittrail/" + note).status()).isEqualTo(403);

    ok(master.delete("audittrail/" + note));

    assertThat(office.get("audittrail/" + note).status()).isEqualTo(404);
    assertThat(office.get("audittrail", "Filter", "ID=" + note).json()).isEmpty();
    assertThat(master.delete("audittrail/" + note).status()).isEqualTo(404);
    assertThat(office.post("audittrail/" + note, Map.of("AuditMessage", "Nobody called")).status())
        .isEqualTo(409);
  }

  @Test
  void a_session_tells_its_reports_from_their_making_to_their_end() {
    Website office = company.user("IsOfficeUser");
    String session = id();
    String report = id();
    ok(office.post("sessions/" + session, Map.of("Description", "Reported", "Status", 10)));
    ok(office.post("generatedreports/" + session + "/" + report, Map.of("ReportTitle", "One")));
    ok(office.post("generatedreports/" + session + "/" + report, Map.of("ReportTitle", "Two")));
    ok(office.delete("generatedreports/" + session + "/" + report));

    assertThat(messages(office, "session/" + session))
        .containsExactly("1/1", "16/101", "16/102", "16/103");
  }

  @Test
  void the_reports_of_a_session_go_together_and_each_is_told() {
    Website office = company.user("IsOfficeUser");
    String session = id();
    String other = id();
    List<String> reports = List.of(id(), id());
    ok(office.post("sessions/" + session, Map.of("Description", "Reported twice")));
    for (String report : reports) {
      ok(office.post("generatedreports/" + session + "/" + report, Map.of("ReportTitle", "One")));
    }
    ok(office.post("generatedreports/" + other + "/" + id(), Map.of("ReportTitle", "Other")));

    ok(office.delete("generatedreports/" + session));

    assertThat(ok(office.get("generatedreports/" + session)).json()).isEmpty();
    for (String report : reports) {
      assertThat(office.get("generatedreports/" + session + "/" + report).status()).isEqualTo(404);
      assertThat(messages(office, "object/" + report)).containsExactly("16/101", "16/103");
    }
    assertThat(ok(office.get("generatedreports/" + other)).json()).hasSize(1);
    assertThat(office.get("sessions/" + session).status()).isEqualTo(200);
    assertThat(office.delete("generatedreports/" + session).status()).isEqualTo(404);
  }

  @Test
  void who_works_with_own_objects_only_learns_nothing_of_other_sessions() {
    Website colleague = company.user("IsOfficeUser");
    Website limited = company.user("IsOfficeUser", "MayWorkWithOwnObjectsOnly");
    String session = id();
    String report = id();
    String own = id();
    ok(colleague.post("sessions/" + session, Map.of("Description", "The colleague's")));
    ok(colleague.post("generatedreports/" + session + "/" + report, Map.of("ReportTitle", "R")));
    ok(limited.post("sessions/" + own, Map.of("Description", "Own")));
    ok(limited.post("generatedreports/" + own + "/" + id(), Map.of("ReportTitle", "Own")));

    assertThat(limited.get("audittrail/session/" + session).status()).isEqualTo(404);
    for (String path : List.of(session, report, session + "/" + report)) {
      assertThat(limited.get("generatedreports/" + path).status()).as(path).isEqualTo(404);
      assertThat(limited.delete("generatedreports/" + path).status()).as(path).isEqualTo(404);
    }
    assertThat(
            limited
                .post("generatedreports/" + session + "/" + id(), Map.of("ReportTitle", "X"))
                .status())
        .isEqualTo(404);
    assertThat(limited.post("generatedreports/" + report, Map.of("LinkedObjectID", own)).status())
        .isEqualTo(404);
    assertThat(messages(limited, "session/" + own)).containsExactly("1/1", "16/101");
    ok(colleague.post("sessions/" + own, Map.of("Goal", "Helped")));
    assertThat(messages(limited, "session/" + own)).containsExactly("1/1", "16/101", "1/1");
    String helped = ok(colleague.get("audittrail/session/" + own)).json().get(2).get("ID").asText();
    String theirs =
        ok(colleague.get("audittrail/session/" + session)).json().get(0).get("ID").asText();
    assertThat(limited.get("audittrail/" + helped).status()).isEqualTo(200);
    assertThat(limited.get("audittrail/" + theirs).status()).isEqualTo(404);
    assertThat(ok(limited.get("generatedreports/" + own)).json()).hasSize(1);
  }
}
