package org.itr.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.itr.support.ServerProcess;
import org.itr.support.TestCompany;
import org.itr.support.Website;
import org.itr.support.Website.Answer;

/** A company with a supervising consultant who is logged in, and what they do about mails. */
final class Office {

  static final String[] MASTER_SPACE = {"IncludeMaster", "Y", "IncludeClient", "N"};

  final TestCompany staff;
  final String company;
  final String email;
  final Website consultant;
  final String consultantId;

  private Office(TestCompany staff) {
    this.staff = staff;
    this.company = staff.id();
    this.email = staff.email("IsOfficeUser", "IsOrganisationSupervisor");
    this.consultant = staff.logIn(email);
    this.consultantId = ok(consultant.get("logins/currentuser")).json().get("ID").asText();
    ok(consultant.post("logins/currentuser", Map.of("UserName", "Carla <Consultant>")));
  }

  static Office of(ServerProcess server, Map<String, Object> companyFields) {
    Map<String, Object> fields = new HashMap<>(companyFields);
    fields.put("CompanyName", "Office & <Co>");
    return new Office(TestCompany.on(server, fields));
  }

  /** Sets the company's mail server up. */
  Office mailsThrough(int port) {
    set("SMTP_SERVER", "localhost");
    set("SMTP_PORT", Integer.toString(port));
    set("SMTP_SENDER", "noreply@office.example");
    return this;
  }

  void set(String name, String value) {
    ok(consultant.post("systemsettings/" + name, value));
  }

  Answer sendMail(Map<String, Object> mail, String... headers) {
    List<String> all = new ArrayList<>(List.of("IncludeClient", "true"));
    all.addAll(List.of(headers));
    return consultant.post("sendmail", mail, all.toArray(String[]::new));
  }

  /** A session that is being taken, and whose end is told to these addresses. */
  String sessionInProgress(String addresses, Map<String, Object> more) {
    String id = UUID.randomUUID().toString();
    Map<String, Object> fields = new HashMap<>();
    fields.put("ID", id);
    fields.put("Description", "Selection of <Kandi> Daat");
    fields.put("Status", 20);
    fields.put("Active", true);
    fields.put("EMailNotificationAdresses", addresses);
    fields.put("ManagedByUserID", consultantId);
    fields.putAll(more);
    ok(consultant.post("sessions/" + id, fields));
    return id;
  }

  void finish(String session, String... headers) {
    ok(consultant.post("sessions/" + session, Map.of("Status", 30), headers));
  }

  /** What the trail tells of mails, the first first. */
  List<Told> trail() {
    List<Told> told = new ArrayList<>();
    ok(consultant.get("audittrail/objecttype/1001", "StartPage", "-1", "Sort", "CreateDate"))
        .json()
        .forEach(row -> told.add(Told.of(row)));
    return told;
  }

  List<Told> trail(int messageId) {
    return trail().stream().filter(row -> row.messageId == messageId).toList();
  }

  /** A row of the trail. */
  record Told(int messageId, String message, String user, String session, JsonNode data) {

    static Told of(JsonNode row) {
      return new Told(
          row.get("MessageID").asInt(),
          row.get("AuditMessage").asText(),
          row.get("UserID").asText(),
          row.get("SessionID").asText(),
          new Answer(200, "", row.get("NewData").asText()).json());
    }

    String of(String field) {
      return data.path(field).asText(null);
    }
  }

  static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }
}
