package org.itr.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.itr.mail.Office.ok;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.itr.mail.Office.Told;
import org.itr.support.ServerProcess;
import org.itr.support.StubbornMailServer;
import org.itr.support.StubbornMailServer.Mood;
import org.itr.support.TestCertificate;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Mails that users send, which are answered when the mail server has answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailFlowIT {

  @TempDir static Path folder;
  private ServerProcess server;
  private Website master;
  private GreenMail mailbox;
  private GreenMail safeMailbox;
  private TestCertificate elsewhere;

  @BeforeAll
  void start() throws IOException {
    TestCertificate localhost = TestCertificate.of("localhost", folder);
    elsewhere = TestCertificate.of("elsewhere.example", folder);
    System.setProperty("greenmail.tls.keystore.file", localhost.file().toString());
    System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
    server =
        ServerProcess.start(
            Files.createDirectory(folder.resolve("data")),
            "-Djavax.net.ssl.trustStore=" + TestCertificate.trusting(folder, localhost, elsewhere),
            "-Djavax.net.ssl.trustStorePassword=" + TestCertificate.PASSWORD,
            "--ITR_SMTP_SECONDS=5");
    master = server.master();
    master.liftCallLimit();
    mailbox = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    mailbox.start();
    safeMailbox =
        new GreenMail(new ServerSetup(portOfTls(), "localhost", ServerSetup.PROTOCOL_SMTPS));
    safeMailbox.start();
  }

  @AfterAll
  void stop() {
    server.close();
    mailbox.stop();
    safeMailbox.stop();
    System.clearProperty("greenmail.tls.keystore.file");
    System.clearProperty("greenmail.tls.keystore.password");
  }

  /** A free port by whose number TLS is expected from the first byte on. */
  private static int portOfTls() throws IOException {
    for (int port = 10_465; port < 60_000; port += 1_000) {
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (IOException taken) {
        continue;
      }
    }
    throw new IOException("No port is free");
  }

  private Office office(Map<String, Object> companyFields) {
    return Office.of(server, companyFields);
  }

  private Office office() {
    return office(Map.of()).mailsThrough(mailbox.getSmtp().getPort());
  }

  private List<MimeMessage> received(String address) {
    return mailbox
        .findReceivedMessages(user -> user.getEmail().equals(address), m -> true)
        .toList();
  }

  private static String someone() {
    return "someone-" + UUID.randomUUID() + "@people.example";
  }

  private static Map<String, Object> mailTo(String to) {
    Map<String, Object> mail = new HashMap<>();
    mail.put("To", to);
    mail.put("CC", "");
    mail.put("BCC", "");
    mail.put("From", "");
    mail.put("ReplyTo", "");
    mail.put("Subject", "Invitation");
    mail.put("Body", "<p>Your password is <b>swordfish</b></p>");
    mail.put("persistentProperties", "*ALL*");
    mail.put("_objectType", "ITSMail");
    return mail;
  }

  @Test
  void a_mail_goes_to_all_once_and_to_the_company_and_is_in_the_trail_without_its_text()
      throws Exception {
    Office office = office(Map.of("CCEMail", "copies-of-this@office.example"));
    office.mailsThrough(mailbox.getSmtp().getPort());
    String to = someone();
    String cc = someone();
    String bcc = someone();
    Map<String, Object> mail = mailTo(" " + to + ";; \"Some, One\" <" + to + ">,");
    mail.put("CC", cc + "," + to);
    mail.put("BCC", bcc);
    mail.put("ReplyTo", office.email);
    Answer answer = office.sendMail(mail);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("OK");
    assertThat(answer.type()).startsWith("text/");
    for (String recipient : List.of(to, cc, bcc, "copies-of-this@office.example")) {
      assertThat(received(recipient)).as(recipient).hasSize(1);
    }
    MimeMessage message = received(to).get(0);
    assertThat(message.getContentType()).startsWith("text/html");
    assertThat(message.getContent().toString().strip()).isEqualTo(mail.get("Body"));
    assertThat(message.getFrom()[0]).hasToString("noreply@office.example");
    assertThat(message.getReplyTo()[0]).hasToString(office.email);
    assertThat(message.getRecipients(Message.RecipientType.CC))
        .extracting(Object::toString)
        .containsExactly(cc, "copies-of-this@office.example");
    assertThat(message.getHeader("Auto-Submitted")).isNull();

    List<Told> trail = office.trail();
    assertThat(trail).hasSize(1);
    Told told = trail.get(0);
    assertThat(told.messageId()).isEqualTo(1);
    assertThat(told.message())
        .isEqualTo("EMail sent to %%To%%, cc %%CC%%, bcc %%BCC%% with subject %%Subject%%");
    assertThat(told.user()).isEqualTo(office.consultantId);
    assertThat(told.data().properties()).hasSize(4);
    assertThat(told.of("To")).isEqualTo(to);
    assertThat(told.of("CC")).isEqualTo(cc + ", copies-of-this@office.example");
    assertThat(told.of("BCC")).isEqualTo(bcc);
    assertThat(told.of("Subject")).isEqualTo("Invitation");

    JdbcTemplate database = new JdbcTemplate(server.database());
    List<String> payloads =
        database.queryForList(
            "select payload::text from events.event where event_type like 'Mail%'"
                + " and payload ->> 'target' like 'mails/' || ? || '/%'",
            String.class, office.company);
    assertThat(payloads).hasSize(1);
    assertThat(payloads.get(0)).doesNotContain(to).doesNotContain("Invitation");
    assertThat(
            database.queryForObject(
                "select count(*) from events.event where payload::text like '%swordfish%'",
                Integer.class))
        .isZero();
    assertThat(database.queryForObject("select count(*) from work.outbox", Integer.class)).isZero();
  }

  @Test
  void a_mail_for_a_session_is_in_the_trail_of_the_session_and_goes_with_its_person() {
    Office office = office();
    String person = UUID.randomUUID().toString();
    String to = someone();
    ok(
        office.consultant.post(
            "persons/" + person, Map.of("EMail", to, "LastName", "Daat", "Active", false)));
    String session = office.sessionInProgress("", Map.of("PersonID", person));
    ok(office.sendMail(mailTo(to), "LinkedSessionId", session));
    // These are about the same person, whom the company knows by the address.
    String shouted = to.toUpperCase(Locale.ROOT);
    ok(office.sendMail(mailTo(to)));
    ok(office.sendMail(mailTo(shouted)));
    assertThat(office.trail())
        .extracting(told -> told.of("To") + " " + told.session().equals(session))
        .containsExactly(to + " true", to + " false", shouted + " false");
    assertThat(ok(office.consultant.get("audittrail/session/" + session, "StartPage", "-1")).body())
        .contains("EMail sent to");
    ok(office.consultant.delete("persons/" + person));
    assertThat(office.trail()).hasSize(3).allMatch(told -> told.of("To") == null);
    assertThat(office.sendMail(mailTo(to), "LinkedSessionId", "not-a-uuid").status())
        .isEqualTo(400);
    ok(office.sendMail(mailTo(to), "LinkedSessionId", UUID.randomUUID().toString()));
  }

  @Test
  void a_mail_to_several_persons_tells_of_none_of_them_once_any_of_them_is_erased()
      throws IOException {
    Office office = office();
    String to = someone();
    String cc = someone();
    String bcc = someone();
    String addressee = person(office, to);
    String copied = person(office, cc);
    String hidden = person(office, bcc);
    Map<String, Object> mail = mailTo(to);
    mail.put("CC", cc);
    ok(office.sendMail(mail));
    ok(office.sendMail(mailTo(to)));
    mail.put("CC", "");
    mail.put("BCC", bcc);
    mail.put("To", office.email);
    ok(office.sendMail(mail));
    assertThat(office.trail())
        .as("each once")
        .extracting(told -> told.of("To") + " " + told.of("CC") + " " + told.of("BCC"))
        .containsExactly(to + " " + cc + " ", to + "  ", office.email + "  " + bcc);
    assertThat(ok(office.consultant.get("privacy/persons/" + copied + "/archive")).body())
        .contains(cc);

    ok(office.consultant.delete("privacy/persons/" + copied));

    assertThat(office.trail())
        .extracting(told -> told.of("To") + " " + told.of("CC"))
        .containsExactly("null null", to + " ", office.email + " ");
    assertThat(ok(office.consultant.get("history", "StartPage", "-1")).body())
        .contains(to)
        .doesNotContain(cc);
    ok(office.consultant.delete("privacy/persons/" + hidden));
    assertThat(office.trail()).extracting(told -> told.of("To")).containsExactly(null, to, null);
    ok(office.consultant.delete("privacy/persons/" + addressee));
    assertThat(office.trail()).hasSize(3).allMatch(told -> told.of("To") == null);
    assertThat(
            new JdbcTemplate(server.database())
                .queryForObject(
                    "select count(*) from secrets.subject_key_person where space = ?::uuid",
                    Integer.class,
                    office.company))
        .isZero();
  }

  private static String person(Office office, String address) {
    String id = UUID.randomUUID().toString();
    ok(
        office.consultant.post(
            "persons/" + id, Map.of("EMail", address, "LastName", "Daat", "Active", false)));
    return id;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          To      | a@x.example\\r\\nBcc: b@x.example
          To      | nobody
          To      | ;
          CC      | a@x.example\\nb@x.example
          BCC     | a@x.example\\u0000
          From    | a@x.example, b@x.example
          ReplyTo | a@x.example\\r\\nX-Evil: yes
          Subject | Hello\\r\\nBcc: b@x.example
          """)
  void a_header_in_a_value_is_refused_with_the_name_of_the_field(String field, String value) {
    Office office = office();
    int before = mailbox.getReceivedMessages().length;
    Map<String, Object> mail = mailTo(someone());
    mail.put(field, value.replace("\\r", "\r").replace("\\n", "\n").replace("\\u0000", "\u0000"));
    Answer answer = office.sendMail(mail);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).startsWith(field);
    assertThat(mailbox.getReceivedMessages()).hasSize(before);
    assertThat(office.trail()).isEmpty();
  }

  @Test
  void without_a_mail_server_the_reason_is_said_and_told() {
    Office office = office(Map.of());
    Answer answer = office.sendMail(mailTo(someone()));
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).isEqualTo("No mail server is configured (SMTP_SERVER)");
    office.set("SMTP_SERVER", "localhost");
    assertThat(office.sendMail(mailTo(someone())).body())
        .isEqualTo("No mail sender is configured (SMTP_SENDER)");
    office.set("SMTP_SENDER", "noreply@office.example");
    office.set("SMTP_PORT", "many");
    assertThat(office.sendMail(mailTo(someone())).body())
        .isEqualTo("The port of the mail server is not valid (SMTP_PORT)");
    List<Told> trail = office.trail();
    assertThat(trail).hasSize(3).allMatch(told -> told.messageId() == 3);
    assertThat(trail.get(0).of("Failure")).isEqualTo("No mail server is configured (SMTP_SERVER)");
    assertThat(trail.get(0).of("Subject")).isEqualTo("Invitation");
    assertThat(trail.get(0).message()).startsWith("EMail not sent to %%To%%");
  }

  @Test
  void a_company_without_a_server_of_its_own_uses_the_one_of_the_master_space() throws Exception {
    master.post("systemsettings/SMTP_SERVER", "localhost", Office.MASTER_SPACE);
    master.post(
        "systemsettings/SMTP_PORT",
        Integer.toString(mailbox.getSmtp().getPort()),
        Office.MASTER_SPACE);
    master.post("systemsettings/SMTP_SENDER", "master@itr.example", Office.MASTER_SPACE);
    try {
      Office office = office(Map.of());
      String first = someone();
      ok(office.sendMail(mailTo(first)));
      assertThat(received(first).get(0).getFrom()[0]).hasToString("master@itr.example");
      office.set("SMTP_SENDER", "own@office.example");
      // Nothing but the server's own settings go with a server.
      office.set("SMTP_PORT", "1");
      String second = someone();
      ok(office.sendMail(mailTo(second)));
      assertThat(received(second).get(0).getFrom()[0]).hasToString("own@office.example");
      String third = someone();
      ok(master.post("sendmail", mailTo(third), "MASTER", "Y"));
      assertThat(received(third)).hasSize(1);
      assertThat(office.sendMail(mailTo(third), "MASTER", "Y").status()).isEqualTo(403);
    } finally {
      for (String name : List.of("SMTP_SERVER", "SMTP_PORT", "SMTP_SENDER")) {
        ok(master.delete("systemsettings/" + name, Office.MASTER_SPACE));
      }
    }
  }

  @Test
  void the_password_of_the_master_space_never_goes_to_a_companys_own_server() throws Exception {
    master.post("systemsettings/SMTP_SERVER", "localhost", Office.MASTER_SPACE);
    master.post("systemsettings/SMTP_USER", "master", Office.MASTER_SPACE);
    master.post("systemsettings/SMTP_PASSWORD", "open sesame", Office.MASTER_SPACE);
    try (StubbornMailServer own = StubbornMailServer.start()) {
      own.be(Mood.REFUSING_USERS);
      Office office = office(Map.of()).mailsThrough(own.port());
      ok(office.sendMail(mailTo(someone())));
      assertThat(own.taken()).hasSize(1);
    } finally {
      for (String name : List.of("SMTP_SERVER", "SMTP_USER", "SMTP_PASSWORD")) {
        ok(master.delete("systemsettings/" + name, Office.MASTER_SPACE));
      }
    }
  }

  @Test
  void what_the_mail_server_refuses_reaches_nobody_and_is_said_in_a_sentence() throws Exception {
    try (StubbornMailServer stubborn = StubbornMailServer.start()) {
      Office office = office(Map.of()).mailsThrough(stubborn.port());
      office.set("SMTP_USER", "carla");
      office.set("SMTP_PASSWORD", "open sesame");
      String good = someone();
      stubborn.refuse("bad@people.example", 550);
      Answer refused = office.sendMail(mailTo(good + ", bad@people.example"));
      assertThat(refused.status()).isEqualTo(500);
      assertThat(refused.body())
          .isEqualTo("The mail server does not accept all addresses (550): bad@people.example");
      assertThat(stubborn.taken()).isEmpty();
      stubborn.be(Mood.REFUSING_USERS);
      assertThat(office.sendMail(mailTo(good)).body())
          .isEqualTo(
              "The mail server rejects the user name or the password (SMTP_USER, SMTP_PASSWORD)");
      for (Mood mood : List.of(Mood.SILENT, Mood.SILENT_AFTER_THE_MAIL, Mood.DYING_IN_THE_MAIL)) {
        stubborn.be(mood);
        assertThat(office.sendMail(mailTo(good)).status()).as(mood.name()).isEqualTo(500);
      }
      stubborn.be(Mood.DYING_AFTER_THE_ANSWER);
      ok(office.sendMail(mailTo(good)));
      assertThat(stubborn.taken()).hasSize(1);
      assertThat(office.trail(1)).hasSize(1);
      List<Told> failed = office.trail(3);
      assertThat(failed).hasSize(5);
      assertThat(failed.get(0).of("To")).isEqualTo(good + ", bad@people.example");
      assertThat(failed).allMatch(told -> !told.of("Failure").contains("@"));
    }
    assertThat(Files.readString(server.log()))
        .doesNotContain("open sesame")
        .doesNotContain("bad@people.example")
        .doesNotContain("secret words");
  }

  @Test
  void tls_is_spoken_where_it_is_asked_for_and_only_with_the_right_server() throws Exception {
    Office office = office(Map.of()).mailsThrough(safeMailbox.getSmtps().getPort());
    office.set("SMTP_USETLS", "T");
    String to = someone();
    ok(office.sendMail(mailTo(to)));
    assertThat(safeMailbox.getReceivedMessagesForDomain(to)).hasSize(1);
    TestCertificate here = new TestCertificate(folder.resolve("localhost.p12"));
    try (StubbornMailServer upgrading = StubbornMailServer.startWithTls(here.context())) {
      office.set("SMTP_PORT", Integer.toString(upgrading.port()));
      ok(office.sendMail(mailTo(to)));
      assertThat(upgrading.taken()).hasSize(1);
    }
    try (StubbornMailServer wrong = StubbornMailServer.startWithTls(elsewhere.context())) {
      office.set("SMTP_PORT", Integer.toString(wrong.port()));
      Answer refused = office.sendMail(mailTo(to));
      assertThat(refused.status()).isEqualTo(500);
      assertThat(refused.body()).contains("belongs to another server");
      assertThat(wrong.taken()).isEmpty();
    }
    try (StubbornMailServer wrong =
        StubbornMailServer.startInTls(portOfTls(), elsewhere.context())) {
      office.set("SMTP_PORT", Integer.toString(wrong.port()));
      assertThat(office.sendMail(mailTo(to)).status()).isEqualTo(500);
      assertThat(wrong.taken()).isEmpty();
    }
    office.set("SMTP_PORT", Integer.toString(mailbox.getSmtp().getPort()));
    assertThat(office.sendMail(mailTo(to)).body())
        .isEqualTo("The mail server does not support TLS (SMTP_USETLS)");
    assertThat(received(to)).isEmpty();
  }

  @Test
  void a_candidate_sends_the_own_results_to_a_consultant_who_then_manages_the_session()
      throws Exception {
    Office office =
        office(Map.of("CCEMail", "copies@office.example", "AllowNegativeCredits", false));
    office.mailsThrough(mailbox.getSmtp().getPort());
    String otherEmail = office.staff.email("IsOfficeUser");
    String other =
        ok(office.staff.logIn(otherEmail).get("logins/currentuser")).json().get("ID").asText();
    String person = UUID.randomUUID().toString();
    String candidateEmail = someone();
    ok(
        office.consultant.post(
            "persons/" + person,
            Map.of(
                "EMail", candidateEmail, "LastName", "Daat", "Password", office.staff.password())));
    String session = office.sessionInProgress("", Map.of("PersonID", person));
    String paid = UUID.randomUUID().toString();
    String unpaid = UUID.randomUUID().toString();
    ok(master.post("tests/" + paid, Map.of("TestName", "Free", "Costs", 0), Office.MASTER_SPACE));
    ok(
        master.post(
            "tests/" + unpaid, Map.of("TestName", "Costly", "Costs", 9), Office.MASTER_SPACE));
    for (String test : List.of(paid, unpaid)) {
      ok(
          office.consultant.post(
              "sessiontests/" + session + "/" + UUID.randomUUID(),
              Map.of(
                  "TestID",
                  test,
                  "PersID",
                  person,
                  "Status",
                  30,
                  "Sequence",
                  test.equals(paid) ? 0 : 1,
                  "Results",
                  Map.of("page1", Map.of("Value", "first answer of " + test)),
                  "Scores",
                  Map.of("scale", Map.of("Score", new BigDecimal("1.10"))))));
    }
    // One more to take, so that the candidate is still there.
    ok(
        office.consultant.post(
            "sessiontests/" + session + "/" + UUID.randomUUID(),
            Map.of("TestID", paid, "PersID", person, "Status", 10, "Sequence", 2)));
    Website candidate = new Website(server.url());
    candidate.login(candidateEmail, office.staff.password());
    Map<String, Object> mail = mailTo(otherEmail);
    mail.put("CC", someone());
    mail.put("BCC", someone());
    mail.put("From", "ceo@office.example");
    for (String stranger : List.of("", "nobody@office.example", candidateEmail, "Admin")) {
      Map<String, Object> strange = mailTo(stranger);
      assertThat(candidate.post("sendmailconsultant/" + session, strange).status())
          .as(stranger)
          .isEqualTo(404);
    }
    assertThat(candidate.post("sendmail", mail).status()).isEqualTo(403);
    String foreign = office.sessionInProgress("", Map.of());
    assertThat(candidate.post("sendmailconsultant/" + foreign, mail).status()).isEqualTo(404);

    ok(candidate.post("sendmailconsultant/" + session, mail));
    List<MimeMessage> mails = received(otherEmail);
    assertThat(mails).hasSize(1);
    MimeMessage message = mails.get(0);
    assertThat(message.getAllRecipients()).hasSize(1);
    assertThat(message.getFrom()[0]).hasToString("noreply@office.example");
    assertThat(received(mail.get("BCC").toString())).isEmpty();
    assertThat(received("copies@office.example")).isEmpty();
    MimeMultipart parts = (MimeMultipart) message.getContent();
    assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("data.json");
    String file =
        new String(parts.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    var data = new Answer(200, "", file).json();
    assertThat(data.get("SessionID").asText()).isEqualTo(session);
    assertThat(data.get("tests")).hasSize(2);
    assertThat(data.get("tests").get(0).get("TestName").asText()).isEqualTo("Free");
    assertThat(data.get("tests").get(0).get("Results").get("page1").get("Value").asText())
        .isEqualTo("first answer of " + paid);
    assertThat(file).contains("1.10").doesNotContain("first answer of " + unpaid);
    assertThat(
            ok(office.consultant.get("sessions/" + session)).json().get("ManagedByUserID").asText())
        .isEqualTo(other);
    List<Told> trail = office.trail();
    assertThat(trail).hasSize(1);
    assertThat(trail.get(0).user()).isEqualTo(person);
    assertThat(trail.get(0).session()).isEqualTo(session);
    assertThat(trail.get(0).of("BCC")).isEmpty();

    Website auditor = office.staff.user("IsOfficeUser", "IsOrganisationSupervisor");
    String[] reads = {"Filter", "Kind=READ,SessionID=" + session};
    assertThat(ok(auditor.get("history", reads)).json()).isEmpty();
    ok(office.consultant.post("sendmailconsultant/" + session, mailTo(otherEmail)));
    assertThat(ok(auditor.get("history", reads)).json()).hasSize(1);
  }
}
