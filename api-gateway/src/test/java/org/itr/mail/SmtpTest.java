package org.itr.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.itr.mail.Letter.Attachment;
import org.itr.mail.MailServer.Safety;
import org.itr.objecttype.Secret;
import org.itr.support.Ports;
import org.itr.support.StubbornMailServer;
import org.itr.support.StubbornMailServer.Mood;
import org.itr.support.TestCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpTest {

  private static final String SENDER = "Test Room <noreply@itr.example>";
  private static final Letter LETTER =
      Letter.of(Recipients.to(List.of("ann@people.example")), "Hello", "<p>Hello</p>");

  private static final Set<Mood> HANGING =
      EnumSet.of(Mood.SILENT, Mood.DRIBBLING, Mood.SILENT_AFTER_THE_MAIL);

  /** It has all the time that a slow machine needs. */
  private final Smtp smtp = new Smtp(60);

  private StubbornMailServer server;

  @BeforeEach
  void start() throws IOException {
    server = StubbornMailServer.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    smtp.destroy();
  }

  private static MailServer at(int port, Safety safety) {
    return new MailServer("localhost", port, safety, "", new Secret(""), SENDER);
  }

  private Outcome send(Letter letter, boolean wholly) {
    return smtp.send(at(server.port(), Safety.NONE), letter, UUID.randomUUID(), wholly);
  }

  @Test
  void a_mail_arrives_as_it_was_written() throws Exception {
    GreenMail mailbox = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    mailbox.start();
    try {
      UUID id = UUID.randomUUID();
      Letter letter =
          new Letter(
              new Recipients(
                  List.of("\"Ånn, of \\\"IT\\\"\" <ann@people.example>", "o'brien@people.example"),
                  List.of("copy@people.example"),
                  List.of("hidden@people.example")),
              "",
              "carla@office.example",
              "Überraschung für Åsa",
              "<p>Täglich 5 € &amp; mehr</p>",
              List.of(new Attachment("data.json", "application/json", "{\"a\":\"é\"}")));
      Outcome outcome = smtp.send(at(mailbox.getSmtp().getPort(), Safety.NONE), letter, id, true);
      assertThat(outcome.failure()).isNull();
      assertThat(outcome.accepted()).containsExactlyElementsOf(letter.recipients().all());
      MimeMessage[] received = mailbox.getReceivedMessages();
      assertThat(received).hasSize(4);
      MimeMessage message = received[0];
      assertThat(message.getSubject()).isEqualTo("Überraschung für Åsa");
      assertThat(message.getFrom()[0]).hasToString(SENDER);
      assertThat(message.getReplyTo()[0]).hasToString("carla@office.example");
      assertThat(message.getMessageID()).isEqualTo("<" + id + "@itr.example>");
      assertThat(message.getAllRecipients()).hasSize(3);
      assertThat(message.getHeader("Bcc")).isNull();
      assertThat(message.getHeader("Auto-Submitted")).isNull();
      MimeMultipart parts = (MimeMultipart) message.getContent();
      MimeMultipart text = (MimeMultipart) parts.getBodyPart(0).getContent();
      assertThat(text.getBodyPart(0).getContentType()).startsWith("text/html");
      assertThat(text.getBodyPart(0).getContent()).isEqualTo("<p>Täglich 5 € &amp; mehr</p>");
      assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("data.json");
      assertThat(
              new String(
                  parts.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("{\"a\":\"é\"}");
    } finally {
      mailbox.stop();
    }
  }

  @Test
  void a_mail_that_no_person_wrote_says_so_and_a_letter_can_have_its_own_sender() {
    Letter letter =
        new Letter(LETTER.recipients(), "Carla <carla@office.example>", "", "S", "B", List.of());
    assertThat(send(letter, false).failure()).isNull();
    assertThat(server.taken().get(0))
        .contains("MAIL FROM:<noreply@itr.example>")
        .contains("From: Carla <carla@office.example>")
        .contains("Reply-To: " + SENDER)
        .contains("Auto-Submitted: auto-generated");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SILENT                | The mail server does not respond in time                            | true
          DRIBBLING             | The mail server took too long                                      | true
          REFUSING_USERS        | The mail server rejects the user name or the password (SMTP_USER, SMTP_PASSWORD) | true
          REFUSING_SENDERS      | The mail server rejects the sender (550)                           | true
          POSTPONING_MAILS      | The mail server rejects the mail (451)                             | false
          DYING_IN_THE_MAIL     | The mail server closed the connection before it had accepted the mail      | true
          SILENT_AFTER_THE_MAIL | The mail server does not respond in time                            | true
          """)
  void what_may_go_better_later_is_left_unsettled(Mood mood, String sentence, boolean ofServer) {
    server.be(mood);
    MailServer withUser =
        new MailServer(
            "localhost", server.port(), Safety.NONE, "user", new Secret("open sesame"), SENDER);
    Smtp waiting = new Smtp(HANGING.contains(mood) ? 2 : 60);
    long start = System.nanoTime();
    Outcome outcome = waiting.send(withUser, LETTER, UUID.randomUUID(), false);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(waiting.longest().plusSeconds(5));
    waiting.destroy();
    assertThat(outcome.failure().sentence()).isEqualTo(sentence);
    assertThat(outcome.failure().ofServer()).isEqualTo(ofServer);
    assertThat(outcome.unsettled()).containsExactly("ann@people.example");
    assertThat(server.taken()).isEmpty();
  }

  @Test
  void a_mail_that_is_refused_stays_refused() {
    server.be(Mood.REFUSING_MAILS);
    Outcome outcome = send(LETTER, false);
    assertThat(outcome.failure().sentence()).isEqualTo("The mail server rejects the mail (554)");
    assertThat(outcome.refused()).containsExactly("ann@people.example");
  }

  @Test
  void a_server_that_is_gone_after_its_yes_has_the_mail() {
    server.be(Mood.DYING_AFTER_THE_ANSWER);
    assertThat(send(LETTER, true).failure()).isNull();
    assertThat(server.taken()).hasSize(1);
  }

  @Test
  void a_server_that_is_not_there_or_not_known_is_told_apart() {
    assertThat(
            smtp.send(at(Ports.free(), Safety.NONE), LETTER, UUID.randomUUID(), true)
                .failure()
                .sentence())
        .isEqualTo("The mail server cannot be reached (SMTP_SERVER, SMTP_PORT)");
    MailServer unknown =
        new MailServer("nobody.invalid", 25, Safety.NONE, "", new Secret(""), SENDER);
    assertThat(smtp.send(unknown, LETTER, UUID.randomUUID(), true).failure().sentence())
        .isEqualTo("The host name of the mail server cannot be resolved (SMTP_SERVER)");
  }

  @Test
  void to_all_or_none_means_that_one_bad_address_keeps_the_mail_from_all() {
    server.refuse("bad@people.example", 550);
    server.refuse("full@people.example", 452);
    Letter letter =
        LETTER.to(
            new Recipients(
                List.of("ann@people.example", "Bad <bad@people.example>"),
                List.of("full@people.example"),
                List.of()));
    Outcome outcome = send(letter, true);
    assertThat(outcome.accepted()).isEmpty();
    assertThat(outcome.failure().inFull())
        .isEqualTo(
            "The mail server does not accept all addresses (550): Bad <bad@people.example>,"
                + " full@people.example");
    assertThat(outcome.failure().sentence()).doesNotContain("@");
    assertThat(server.taken()).isEmpty();
  }

  @Test
  void otherwise_each_address_has_an_outcome_of_its_own() {
    server.refuse("bad@people.example", 550);
    server.refuse("full@people.example", 452);
    Outcome outcome =
        send(
            LETTER.to(
                Recipients.to(
                    List.of("ann@people.example", "bad@people.example", "full@people.example"))),
            false);
    assertThat(outcome.accepted()).containsExactly("ann@people.example");
    assertThat(outcome.refused()).containsExactly("bad@people.example");
    assertThat(outcome.unsettled()).containsExactly("full@people.example");
    assertThat(server.taken()).hasSize(1);
    assertThat(server.taken().get(0)).doesNotContain("RCPT TO:<bad");
  }

  @Test
  void where_every_address_is_refused_none_is_accepted() {
    server.refuse("ann@people.example", 550);
    Outcome outcome = send(LETTER, false);
    assertThat(outcome.accepted()).isEmpty();
    assertThat(outcome.refused()).containsExactly("ann@people.example");
    assertThat(outcome.unsettled()).isEmpty();
  }

  @Test
  void tls_that_was_asked_for_and_is_not_to_be_had_keeps_the_mail_here(@TempDir Path folder)
      throws IOException {
    Outcome notOffered =
        smtp.send(at(server.port(), Safety.STARTTLS), LETTER, UUID.randomUUID(), true);
    assertThat(notOffered.failure().sentence())
        .isEqualTo("The mail server does not support TLS (SMTP_USETLS)");
    Outcome notSpoken = smtp.send(at(server.port(), Safety.TLS), LETTER, UUID.randomUUID(), true);
    assertThat(notSpoken.failure().sentence()).contains("does not support TLS on this port");
    try (StubbornMailServer untrusted =
        StubbornMailServer.startWithTls(TestCertificate.of("localhost", folder).context())) {
      Outcome notTrusted =
          smtp.send(at(untrusted.port(), Safety.STARTTLS), LETTER, UUID.randomUUID(), true);
      assertThat(notTrusted.failure().sentence()).contains("certificate is not trusted");
      assertThat(untrusted.taken()).isEmpty();
    }
    assertThat(server.taken()).isEmpty();
  }

  @Test
  void what_a_server_says_is_not_repeated() {
    server.refuse("ann@people.example", 550);
    for (Mood mood : Arrays.asList(Mood.WILLING, Mood.REFUSING_MAILS, Mood.REFUSING_SENDERS)) {
      server.be(mood);
      assertThat(send(LETTER, true).failure().inFull())
          .doesNotContain("secret words")
          .doesNotContain("not from you")
          .doesNotContain("not that");
    }
  }
}
