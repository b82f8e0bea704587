package org.itr.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.itr.mail.Office.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.itr.application.ItrApplication;
import org.itr.mail.Office.Told;
import org.itr.support.ServerProcess;
import org.itr.support.StubbornMailServer;
import org.itr.support.StubbornMailServer.Mood;
import org.itr.support.Website;
import org.itr.support.Website.Answer;
import org.itr.view.ProjectionComparison;
import org.itr.view.ProjectionRebuild;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Mails that events cause: when there are any, and that each leaves once whatever mail servers do.
 * What the server's end does to them is seen by {@link OutboxKillIT}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutboxFlowIT {

  private static final String NEW_PASSWORD = "An0ther!password";
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Pattern TOKEN =
      Pattern.compile("\\?Token=(P[0-9a-f]{32})&amp;Path=PasswordReset");

  @TempDir static Path folder;
  private ServerProcess server;
  private Website master;
  private GreenMail mailbox;

  @BeforeAll
  void start() throws IOException {
    // A mail server that hangs does so until the test ends the conversation.
    server = ServerProcess.start(folder, "--ITR_SMTP_SECONDS=600");
    master = server.master();
    master.liftCallLimit();
    mailbox = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    mailbox.start();
  }

  @AfterAll
  void stop() {
    server.close();
    mailbox.stop();
  }

  private Office office(Map<String, Object> companyFields) {
    return Office.of(server, companyFields);
  }

  private int port() {
    return mailbox.getSmtp().getPort();
  }

  private static String someone() {
    return "someone-" + UUID.randomUUID() + "@people.example";
  }

  private List<MimeMessage> received(String address) {
    return mailbox
        .findReceivedMessages(user -> user.getEmail().equals(address), m -> true)
        .toList();
  }

  private MimeMessage awaitMail(String address) {
    Awaitility.await().atMost(SOON).until(() -> !received(address).isEmpty());
    return received(address).get(0);
  }

  /** Waits until a mail that is put in now has left: what was put in before it had its turn. */
  private void awaitTurnOf(Office office) {
    String marker = someone();
    office.finish(office.sessionInProgress(marker, Map.of()));
    awaitMail(marker);
  }

  private JdbcTemplate database() throws IOException {
    return new JdbcTemplate(server.database());
  }

  /** Waits until the one mail of a company waits again after so many attempts. */
  private void awaitAttempt(Office office, int attempts) {
    Awaitility.await()
        .atMost(SOON)
        .until(
            () ->
                database()
                        .queryForObject(
                            """
                            select count(*) from work.outbox
                            where space = ?::uuid and attempts = ? and claimed_until is null
                            """,
                            Integer.class,
                            office.company,
                            attempts)
                    == 1);
  }

  /** Ends the pause after an attempt that failed. */
  private void hurry(Office office) throws IOException {
    database()
        .update(
            "update work.outbox set next_attempt = now() where space = ?::uuid", office.company);
  }

  private int waiting(Office office) throws IOException {
    return database()
        .queryForObject(
            "select count(*) from work.outbox where space = ?::uuid",
            Integer.class,
            office.company);
  }

  @Test
  void those_who_asked_for_it_hear_once_that_a_session_is_ready() throws Exception {
    Office office = office(Map.of("CCEMail", "copies-of-session@office.example"));
    office.mailsThrough(port());
    String first = someone();
    String second = someone();
    String session =
        office.sessionInProgress(first + "; not an address, " + second + ";" + first, Map.of());
    office.finish(session, "ITRLang", "nl");
    MimeMessage message = awaitMail(first);
    assertThat(message.getSubject()).isEqualTo("Sessie gereed: Selection of <Kandi> Daat");
    assertThat(message.getContent().toString())
        .contains("Selection of &lt;Kandi&gt; Daat")
        .contains("is afgerond")
        .doesNotContain("<Kandi>");
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(message.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly(first, second, "copies-of-session@office.example");
    assertThat(ok(office.consultant.get("sessions/" + session)).json().get("Status").asInt())
        .isEqualTo(31);
    assertThat(
            database()
                .queryForObject(
                    """
                    select cause.event_type from events.event mail
                    join events.event cause on cause.event_id::text = mail.metadata ->> 'causationId'
                    where mail.event_type = 'MailQueued' and mail.metadata ->> 'company' = ?
                    """,
                    String.class,
                    office.company))
        .as("what the mail was caused by")
        .isEqualTo("SessionChanged");
    // Saved again as it is, and with scores written back, as the website does.
    office.finish(session);
    ok(office.consultant.post("sessions/" + session, Map.of("Status", 31, "Remarks", "seen")));
    awaitTurnOf(office);
    assertThat(received(first)).hasSize(1);
    assertThat(received(second)).hasSize(1);

    List<Told> trail =
        office.trail().stream().filter(told -> told.session().equals(session)).toList();
    assertThat(trail).extracting(Told::messageId).containsExactlyInAnyOrder(1, 2, 3);
    Told sent = trail.stream().filter(told -> told.messageId() == 1).findFirst().orElseThrow();
    assertThat(sent.of("To")).isEqualTo(first + ", " + second);
    assertThat(sent.of("CC")).isEqualTo("copies-of-session@office.example");
    Told failed = trail.stream().filter(told -> told.messageId() == 3).findFirst().orElseThrow();
    assertThat(failed.of("To")).isEqualTo("not an address");
    assertThat(failed.of("Failure")).isEqualTo("Not a valid e-mail address");
    List<String> correlations =
        database()
            .queryForList(
                "select distinct metadata ->> 'correlationId' from events.event"
                    + " where event_type in ('MailQueued', 'MailSent')"
                    + " and payload ->> 'sessionId' = ?",
                String.class,
                session);
    assertThat(correlations).as("what one call set in motion is found by its id").hasSize(1);
  }

  @Test
  void nobody_hears_of_sessions_that_are_archived_or_of_participants_without_addresses()
      throws Exception {
    String copies = someone();
    Office office = office(Map.of("CCEMail", copies)).mailsThrough(port());
    String archived = someone();
    ok(
        office.consultant.post(
            "sessions/" + office.sessionInProgress(archived, Map.of()),
            Map.of("Status", 30, "Active", false)));
    office.finish(office.sessionInProgress("", Map.of("SessionType", 1)));
    String ofParticipant = someone();
    office.finish(office.sessionInProgress(ofParticipant, Map.of("SessionType", 1)));
    awaitMail(ofParticipant);
    // Without addresses the company's copy is what there is.
    office.finish(office.sessionInProgress("", Map.of("Description", "For the archive")));
    Awaitility.await().atMost(SOON).until(() -> received(copies).size() >= 2);
    awaitTurnOf(office);
    Set<String> subjects = new TreeSet<>();
    for (MimeMessage message : received(copies)) {
      subjects.add(message.getSubject() + " " + message.getAllRecipients().length);
    }
    assertThat(received(copies)).hasSize(3);
    assertThat(subjects)
        .containsExactly(
            "Session ready: For the archive 1", "Session ready: Selection of <Kandi> Daat 2");
    assertThat(received(archived)).isEmpty();
  }

  @Test
  void results_go_along_where_that_is_wanted_and_to_those_who_are_named_alone() throws Exception {
    String copies = someone();
    Office office = office(Map.of("CCEMail", copies)).mailsThrough(port());
    String to = someone();
    String session = office.sessionInProgress(to, Map.of("EmailNotificationIncludeResults", true));
    ok(
        office.consultant.post(
            "sessiontests/" + session + "/" + UUID.randomUUID(),
            Map.of(
                "TestID",
                UUID.randomUUID().toString(),
                "Status",
                30,
                "Results",
                Map.of("page1", Map.of("Value", "an answer")))));
    office.finish(session);
    MimeMultipart parts = (MimeMultipart) awaitMail(to).getContent();
    String file =
        new String(parts.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("data.json");
    assertThat(new Answer(200, "", file).json().get("tests")).hasSize(1);
    assertThat(file).contains("an answer");
    assertThat(received(copies)).isEmpty();
  }

  @Test
  void a_company_is_warned_once_when_its_credits_fall_through_the_level() throws Exception {
    String contact = someone();
    Office office =
        office(
            Map.of(
                "ContactEMail",
                contact,
                "LowCreditWarningLevel",
                100,
                "CurrentCreditLevel",
                120,
                "AllowNegativeCredits",
                true));
    office.mailsThrough(port());
    String test = UUID.randomUUID().toString();
    ok(master.post("tests/" + test, Map.of("TestName", "T", "Costs", 15), Office.MASTER_SPACE));
    String session = office.sessionInProgress("", Map.of());
    for (int i = 0; i < 4; i++) {
      ok(
          office.consultant.post(
              "sessiontests/" + session + "/" + UUID.randomUUID(),
              Map.of("TestID", test, "Status", 30)));
    }
    MimeMessage message = awaitMail(contact);
    assertThat(message.getSubject()).isEqualTo("You are almost out of credits");
    assertThat(message.getContent().toString())
        .contains("Office &amp; &lt;Co&gt; has 90 credits left");
    ok(
        master.post(
            "creditgrants/" + UUID.randomUUID(),
            Map.of("CompanyID", office.company, "CreditsGranted", 50)));
    awaitTurnOf(office);
    assertThat(received(contact)).hasSize(1);
    ok(
        office.consultant.post(
            "sessiontests/" + session + "/" + UUID.randomUUID(),
            Map.of("TestID", test, "Status", 30)));
    Awaitility.await().atMost(SOON).until(() -> received(contact).size() == 2);
  }

  private Answer askForReset(String email) {
    return askForReset(email, server.url());
  }

  private Answer askForReset(String email, String baseUrl) {
    return new Website(server.url())
        .post("sendresetpassword", "", "Username", email, "BaseURL", baseUrl);
  }

  private Answer reset(String email, String token) {
    return reset(email, token, NEW_PASSWORD);
  }

  private Answer reset(String email, String token, String password) {
    return new Website(server.url())
        .post("resetpassword", "", "Username", email, "Password", password, "SessionID", token);
  }

  private static String token(MimeMessage message) throws IOException, MessagingException {
    Matcher link = TOKEN.matcher(message.getContent().toString());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  @Test
  void a_new_password_is_set_with_the_link_in_a_mail_that_only_the_user_gets() throws Exception {
    String copies = someone();
    Office office = office(Map.of("CCEMail", copies)).mailsThrough(port());
    ok(askForReset(office.email));
    // Whoever asks again at once does not flood the user.
    ok(askForReset(office.email));
    MimeMessage message = awaitMail(office.email);
    assertThat(message.getSubject()).isEqualTo("Set a new password for the Internet Test Room");
    assertThat(message.getContent().toString()).contains("Carla &lt;Consultant&gt;");
    String token = token(message);
    assertThat(message.getContent().toString())
        .contains(server.url() + "/?Token=" + token + "&amp;Path=PasswordReset");
    ok(reset(office.email, token));
    assertThat(office.consultant.get("logins/currentuser").status())
        .as("who came in with the old password")
        .isEqualTo(404);
    Website again = new Website(server.url());
    again.login(office.email, NEW_PASSWORD);
    office.consultant.continueWith(again.token(), office.company);
    awaitTurnOf(office);
    assertThat(received(office.email)).hasSize(1);
    assertThat(Files.readString(server.log())).doesNotContain(token);
    assertThat(
            database()
                .queryForObject(
                    "select count(*) from events.event where payload::text like ?",
                    Integer.class,
                    "%" + token + "%"))
        .isZero();
  }

  @Test
  void a_link_is_for_the_user_of_the_address_that_it_was_sent_to() throws Exception {
    Office office = office(Map.of()).mailsThrough(port());
    Office victim = office(Map.of());
    String own = someone();
    String person = "persons/" + UUID.randomUUID();
    ok(office.consultant.post(person, Map.of("EMail", own, "LastName", "Sly", "Active", true)));
    ok(askForReset(own));
    String token = token(awaitMail(own));
    assertThat(reset(victim.email, token).status()).isEqualTo(404);
    ok(office.consultant.post(person, Map.of("EMail", victim.email)));

    assertThat(reset(victim.email, token).status()).isEqualTo(404);
    assertThat(new Website(server.url()).tryLogin(victim.email, victim.staff.password()).status())
        .isEqualTo(200);
  }

  @Test
  void a_link_sets_the_password_in_every_company_once_and_is_told_once_in_each() throws Exception {
    Office one = office(Map.of()).mailsThrough(port());
    Office other = office(Map.of()).mailsThrough(port());
    List<Office> both = List.of(one, other);
    String email = someone();
    both.forEach(office -> office.staff.engage(email, "IsOfficeUser"));
    ok(askForReset(email));
    String token = token(awaitMail(email));
    Map<Office, List<String>> before = new HashMap<>();
    both.forEach(office -> before.put(office, toldBesideMails(office)));

    Answer tooShort = reset(email, token, "only nine");
    assertThat(tooShort.status()).isEqualTo(400);
    assertThat(tooShort.body()).isEqualTo("Password must have at least 10 characters");
    ok(reset(email, token));

    for (Office office : both) {
      Website user = new Website(server.url());
      List<String> told = toldBesideMails(office);
      user.login(email, NEW_PASSWORD, office.company);
      JsonNode login = ok(user.get("logins/currentuser")).json();
      assertThat(OffsetDateTime.parse(login.get("PasswordExpirationDate").asText()))
          .isBetween(OffsetDateTime.now().plusDays(85), OffsetDateTime.now().plusDays(95));
      List<String> expected = new ArrayList<>(before.get(office));
      expected.add("4/112 " + login.get("ID").asText());
      assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(new Website(server.url()).tryLogin(email, one.staff.password()).status())
        .as("the password from before")
        .isEqualTo(401);
    assertThat(reset(email, token, "The second 2026!!").status()).isEqualTo(404);
    ok(new Website(server.url()).tryLogin(email, NEW_PASSWORD));
  }

  /** What a company's trail tells, each as ObjectType/MessageID and the object. */
  private static List<String> toldBesideMails(Office office) {
    List<String> told = new ArrayList<>();
    ok(office.consultant.get("audittrail", "StartPage", "-1", "Filter", "ObjectType!=1001"))
        .json()
        .forEach(
            row ->
                told.add(
                    row.get("ObjectType").asInt()
                        + "/"
                        + row.get("MessageID").asInt()
                        + " "
                        + row.get("ObjectID").asText()));
    return told;
  }

  @Test
  void a_link_lets_nobody_in_and_is_over_after_five_minutes() throws Exception {
    Office office = office(Map.of()).mailsThrough(port());
    ok(askForReset(office.email));
    String token = token(awaitMail(office.email));
    Website holder = new Website(server.url());
    holder.continueWith(token, office.company);
    for (String call : List.of("logins/currentuser", "companies/currentcompany", "sessions")) {
      assertThat(holder.get(call).status()).as(call).isEqualTo(404);
    }
    for (String call : List.of("checktoken", "logout")) {
      assertThat(holder.post(call, "").status()).as(call).isEqualTo(404);
    }

    issuedMinutesAgo(4, token);
    assertThat(reset(office.email, token, "only nine").status())
        .as("of the password, with a link that is still good")
        .isEqualTo(400);
    issuedMinutesAgo(5, token);
    assertThat(reset(office.email, token).status()).isEqualTo(404);
    ok(new Website(server.url()).tryLogin(office.email, office.staff.password()));
  }

  private void issuedMinutesAgo(int minutes, String token) throws IOException {
    assertThat(
            database()
                .update(
                    "update secrets.token set issued_at = now() - make_interval(mins => ?)"
                        + " where token_hash = sha256(convert_to(?, 'UTF8'))",
                    minutes,
                    token))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://localhost.evil.example",
        "http://localhost@evil.example"
      })
  void a_link_leads_to_this_server_wherever_the_caller_wants_it_to(String elsewhere)
      throws Exception {
    Office office = office(Map.of()).mailsThrough(port());
    ok(askForReset(office.email, elsewhere));
    assertThat(awaitMail(office.email).getContent().toString())
        .contains("\"" + server.url() + "/?Token=")
        .doesNotContain("evil.example");
  }

  /** It opens the accounts of all companies, so no company's mail server gets to see it. */
  @Test
  void a_link_goes_through_the_server_of_the_master_space_where_there_is_one() throws Exception {
    StubbornMailServer own = StubbornMailServer.start();
    Office office = office(Map.of()).mailsThrough(own.port());
    Map<String, String> settings =
        Map.of(
            "SMTP_SERVER", "localhost",
            "SMTP_PORT", Integer.toString(port()),
            "SMTP_SENDER", "master@itr.example");
    settings.forEach(
        (name, value) -> ok(master.post("systemsettings/" + name, value, Office.MASTER_SPACE)));
    try {
      ok(askForReset(office.email));
      assertThat(awaitMail(office.email).getFrom())
          .extracting(Object::toString)
          .containsExactly("master@itr.example");
      assertThat(own.conversations()).isZero();
    } finally {
      own.close();
      settings
          .keySet()
          .forEach(name -> ok(master.delete("systemsettings/" + name, Office.MASTER_SPACE)));
    }
  }

  @Test
  void a_link_that_would_be_over_soon_is_not_sent_any_more() throws Exception {
    Office office = office(Map.of());
    ok(askForReset(office.email));
    assertThat(waiting(office)).isEqualTo(1);
    assertThat(
            database()
                .queryForObject(
                    "select expires_at - created_at < interval '5 minutes'"
                        + " from work.outbox where space = ?::uuid",
                    Boolean.class,
                    office.company))
        .isTrue();
    database()
        .update(
            "update work.outbox set expires_at = now(), give_up_at = now()"
                + " where space = ?::uuid",
            office.company);
    office.mailsThrough(port());
    Awaitility.await().atMost(SOON).until(() -> waiting(office) == 0);
    awaitTurnOf(office);
    assertThat(received(office.email)).isEmpty();
    List<Told> failed = office.trail(3);
    assertThat(failed).hasSize(1);
    assertThat(failed.get(0).of("Subject"))
        .isEqualTo("Set a new password for the Internet Test Room");
  }

  @Test
  void a_mail_waits_for_a_mail_server_to_be_set_up_and_leaves_at_once_then() throws Exception {
    Office office = office(Map.of());
    String to = someone();
    office.finish(office.sessionInProgress(to, Map.of()));
    Awaitility.await()
        .atMost(SOON)
        .until(
            () ->
                "No mail server is configured (SMTP_SERVER)"
                    .equals(
                        database()
                            .queryForObject(
                                "select last_failure from work.outbox where space = ?::uuid",
                                String.class,
                                office.company)));
    office.mailsThrough(port());
    awaitMail(to);
    Awaitility.await().atMost(SOON).until(() -> waiting(office) == 0);
    assertThat(office.trail(1)).hasSize(1);
    assertThat(office.trail(3)).isEmpty();
  }

  @Test
  void after_three_days_without_a_mail_server_a_mail_is_given_up_and_that_is_told()
      throws Exception {
    Office office = office(Map.of());
    String to = someone();
    office.finish(office.sessionInProgress(to, Map.of()));
    database()
        .update(
            "update work.outbox set give_up_at = now(), next_attempt = now()"
                + " where space = ?::uuid",
            office.company);
    Awaitility.await().atMost(SOON).until(() -> waiting(office) == 0);
    Told failed = office.trail(3).get(0);
    assertThat(failed.of("To")).isEqualTo(to);
    assertThat(failed.of("Failure")).isEqualTo("No mail server is configured (SMTP_SERVER)");
    assertThat(Files.readString(server.log())).contains("was given up after").doesNotContain(to);

    JsonNode parked = parked(office).get(0);
    assertThat(parked.get("Kind").asText()).isEqualTo("MAIL");
    assertThat(parked.get("Reason").asText())
        .isEqualTo("No mail server is configured (SMTP_SERVER)");
    assertThat(parked.toString()).doesNotContain(to);
    office.mailsThrough(port());
    ok(master.post("projections/parked/" + parked.get("ID").asText() + "/retry", Map.of()));
    assertThat(awaitMail(to).getSubject()).contains("Selection of");
    assertThat(parked(office)).isEmpty();
    assertThat(
            master
                .post("projections/parked/" + parked.get("ID").asText() + "/retry", Map.of())
                .status())
        .isEqualTo(404);
    Awaitility.await().atMost(SOON).until(() -> office.trail(1).size() == 1);
    assertThat(office.trail(2)).as("put in, and put in again").hasSize(2);
  }

  private List<JsonNode> parked(Office office) {
    List<JsonNode> all = new ArrayList<>();
    ok(master.get("projections/parked")).json().forEach(all::add);
    all.removeIf(one -> !one.get("CompanyID").asText().equals(office.company));
    return all;
  }

  @Test
  void what_was_parked_of_somebody_who_is_erased_goes() throws Exception {
    Office office = office(Map.of());
    String person = UUID.randomUUID().toString();
    ok(office.consultant.post("persons/" + person, Map.of("EMail", someone(), "LastName", "Gone")));
    office.finish(office.sessionInProgress(someone(), Map.of("PersonID", person)));
    database()
        .update(
            "update work.outbox set give_up_at = now(), next_attempt = now()"
                + " where space = ?::uuid",
            office.company);
    Awaitility.await().atMost(SOON).until(() -> parked(office).size() == 1);
    ok(office.consultant.delete("persons/" + person));
    assertThat(parked(office)).isEmpty();
  }

  @Test
  void each_addressee_gets_the_mail_once_however_the_mail_server_treats_the_others()
      throws Exception {
    try (StubbornMailServer stubborn = StubbornMailServer.start()) {
      stubborn.refuse("gone@people.example", 550);
      stubborn.refuse("full@people.example", 452);
      Office office = office(Map.of()).mailsThrough(stubborn.port());
      office.finish(
          office.sessionInProgress(
              "fine@people.example, gone@people.example, full@people.example", Map.of()));
      awaitAttempt(office, 1);
      hurry(office);
      awaitAttempt(office, 2);
      stubborn.accept("full@people.example");
      hurry(office);
      Awaitility.await().atMost(SOON).until(() -> waiting(office) == 0);
      assertThat(stubborn.taken()).hasSize(2);
      assertThat(stubborn.taken().get(0))
          .contains("RCPT TO:<fine@people.example>")
          .doesNotContain("RCPT TO:<full");
      assertThat(stubborn.taken().get(1))
          .contains("RCPT TO:<full@people.example>")
          .doesNotContain("RCPT TO:<fine");
      assertThat(office.trail(1))
          .extracting(told -> told.of("To"))
          .containsExactlyInAnyOrder("fine@people.example", "full@people.example");
      assertThat(office.trail(3))
          .extracting(told -> told.of("To"))
          .containsExactly("gone@people.example");
    }
  }

  @Test
  void a_mail_server_that_hangs_holds_up_its_own_company_alone() throws Exception {
    try (StubbornMailServer silent = StubbornMailServer.start()) {
      silent.be(Mood.SILENT);
      Office slow = office(Map.of()).mailsThrough(silent.port());
      Office quick = office(Map.of()).mailsThrough(port());
      String to = someone();
      for (int i = 0; i < 3; i++) {
        slow.finish(slow.sessionInProgress(someone(), Map.of()));
      }
      Awaitility.await().atMost(SOON).until(() -> silent.conversations() == 1);
      quick.finish(quick.sessionInProgress(to, Map.of()));
      awaitMail(to);
      assertThat(
              database()
                  .queryForObject(
                      "select count(*) from work.outbox"
                          + " where space = ?::uuid and claimed_until is not null",
                      Integer.class,
                      slow.company))
          .as("the other company's mail was still being tried")
          .isEqualTo(1);
      silent.hangUp();
      Awaitility.await()
          .atMost(SOON)
          .until(
              () ->
                  database()
                          .queryForObject(
                              "select count(*) from work.outbox"
                                  + " where space = ?::uuid and last_failure is not null",
                              Integer.class,
                              slow.company)
                      == 3);
      assertThat(silent.conversations())
          .as("one attempt showed that none would get through")
          .isEqualTo(1);
      silent.be(Mood.WILLING);
      hurry(slow);
      Awaitility.await().atMost(SOON).until(() -> waiting(slow) == 0);
      assertThat(silent.taken()).hasSize(3);
    }
  }

  @Test
  void nothing_of_somebody_who_was_erased_leaves_any_more() throws Exception {
    Office office = office(Map.of());
    String person = UUID.randomUUID().toString();
    String to = someone();
    ok(
        office.consultant.post(
            "persons/" + person,
            Map.of("EMail", someone(), "LastName", "Vanishing", "Active", true)));
    String session = office.sessionInProgress(to, Map.of("PersonID", person));
    office.finish(session);
    assertThat(waiting(office)).isEqualTo(1);
    ok(office.consultant.delete("persons/" + person));
    assertThat(waiting(office)).isZero();
    office.mailsThrough(port());
    awaitTurnOf(office);
    assertThat(received(to)).isEmpty();
    List<Told> failed = office.trail(3);
    assertThat(failed).hasSize(1);
    assertThat(failed.get(0).of("Failure")).contains("was erased");
    assertThat(failed.get(0).of("To")).isNull();
    assertThat(office.trail(2).get(0).of("To")).isNull();
    assertThat(
            database()
                .queryForObject(
                    "select count(*) from secrets.subject_key where subject = ?::uuid",
                    Integer.class,
                    person))
        .isZero();
  }

  @Test
  void administrators_see_what_waits_and_what_became_of_the_rest() throws Exception {
    Office office = office(Map.of()).mailsThrough(port());
    awaitTurnOf(office);
    office.sendMail(Map.of("To", someone(), "Subject", "S", "Body", "B"));
    String metrics =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(server.managementUrl() + "/actuator/prometheus"))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    assertThat(metrics)
        .containsPattern("itr_mail_waiting \\d")
        .containsPattern("itr_mail_waiting_oldest_seconds \\d")
        .containsPattern("itr_mail_total\\{kind=\"outbox\",result=\"sent\"\\} [1-9]")
        .containsPattern("itr_mail_total\\{kind=\"direct\",result=\"sent\"\\} [1-9]");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void views_made_again_from_history_send_nothing_and_tell_the_same() throws Exception {
    Office office = office(Map.of());
    office.finish(office.sessionInProgress(someone(), Map.of()));
    List<Told> told = office.trail();
    server.close();
    int before = mailbox.getReceivedMessages().length;
    try (ConfigurableApplicationContext application =
        new SpringApplicationBuilder(ItrApplication.class)
            .run(
                "--ITR_PORT=0",
                "--ITR_MANAGEMENT_PORT=0",
                "--ITR_DATA_DIR=" + folder,
                "--ITR_ADMIN_PASSWORD=" + ServerProcess.ADMIN_PASSWORD)) {
      JdbcTemplate database = application.getBean(JdbcTemplate.class);
      List<String> outbox =
          database.queryForList("select id::text from work.outbox order by id", String.class);
      assertThat(outbox).isNotEmpty();
      ProjectionRebuild rebuild = application.getBean(ProjectionRebuild.class);
      assertThat(application.getBean(ProjectionComparison.class).compareAll(progress -> {}))
          .allSatisfy(
              (table, difference) ->
                  assertThat(difference.isNone()).as(table + " " + difference).isTrue());
      rebuild.rebuildAll(progress -> {});
      assertThat(
              database.queryForList("select id::text from work.outbox order by id", String.class))
          .isEqualTo(outbox);
      assertThat(
              database.queryForObject(
                  "select count(*) from views.audittrail where object_type = 1001 and space = ?::uuid",
                  Integer.class,
                  office.company))
          .isEqualTo(told.size());
    }
    assertThat(mailbox.getReceivedMessages()).hasSize(before);
  }
}
