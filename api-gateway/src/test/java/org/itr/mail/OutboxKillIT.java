package org.itr.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.itr.mail.Office.Told;
import org.itr.support.ServerProcess;
import org.itr.support.StubbornMailServer;
import org.itr.support.StubbornMailServer.Mood;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What becomes of mails that wait or are being sent when the server is killed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutboxKillIT {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final int WAITING = 5;

  @TempDir static Path folder;
  private final List<String> addresses = new ArrayList<>();
  private ServerProcess server;

  /** The mail server of the company whose mails wait. */
  private StubbornMailServer away;

  /** The mail server of those whose mails it has when the server is killed. */
  private StubbornMailServer silent;

  private Office waiting;
  private Office sending;
  private Office direct;

  @BeforeAll
  void killTheServer() throws Exception {
    // Long enough that the kill comes before the server gives up waiting for an answer.
    server = ServerProcess.start(folder, "--ITR_SMTP_SECONDS=600");
    server.master().liftCallLimit();
    away = StubbornMailServer.start();
    away.be(Mood.AWAY);
    silent = StubbornMailServer.start();
    silent.be(Mood.SILENT_AFTER_THE_MAIL);
    waiting = Office.of(server, Map.of()).mailsThrough(away.port());
    for (int i = 0; i < WAITING; i++) {
      addresses.add(someone());
      waiting.finish(waiting.sessionInProgress(addresses.get(i), Map.of()));
    }
    sending = Office.of(server, Map.of()).mailsThrough(silent.port());
    direct = Office.of(server, Map.of()).mailsThrough(silent.port());
    sending.finish(sending.sessionInProgress(someone(), Map.of()));
    Thread caller =
        new Thread(
            () -> {
              try {
                direct.sendMail(
                    Map.of("To", "ann@people.example", "Subject", "S", "Body", "<p>B</p>"));
              } catch (RuntimeException theServerIsGone) {
                return;
              }
            });
    caller.start();
    Awaitility.await().atMost(SOON).until(() -> silent.mailsHeard() == 2);
    Awaitility.await()
        .atMost(SOON)
        .until(
            () ->
                database()
                        .queryForObject(
                            "select count(last_failure) from work.outbox where space = ?::uuid",
                            Integer.class,
                            waiting.company)
                    == WAITING);
    server.killAndRestart();
    caller.join();
    silent.be(Mood.WILLING);
  }

  @AfterAll
  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
    for (StubbornMailServer mailServer : new StubbornMailServer[] {away, silent}) {
      if (mailServer != null) {
        mailServer.close();
      }
    }
  }

  private static String someone() {
    return "someone-" + UUID.randomUUID() + "@people.example";
  }

  private JdbcTemplate database() throws IOException {
    return new JdbcTemplate(server.database());
  }

  private int waiting(Office office) throws IOException {
    return database()
        .queryForObject(
            "select count(*) from work.outbox where space = ?::uuid",
            Integer.class,
            office.company);
  }

  /** The dead server's claim holds until its time is over: now. */
  private void endClaimsOf(Office office) throws IOException {
    assertThat(
            database()
                .update(
                    """
                    update work.outbox set claimed_until = now()
                    where space = ?::uuid and claimed_until > now()
                    """,
                    office.company))
        .isEqualTo(1);
  }

  private void awaitNoneOf(Office office) {
    Awaitility.await().atMost(SOON).until(() -> waiting(office) == 0);
  }

  @Test
  void mails_that_waited_leave_once() throws Exception {
    assertThat(waiting(waiting)).isEqualTo(WAITING);
    away.be(Mood.WILLING);
    // The next attempt is now, and no claim of the dead server holds it up.
    database()
        .update(
            """
            update work.outbox set next_attempt = now(), claimed_until = null
            where space = ?::uuid
            """,
            waiting.company);
    awaitNoneOf(waiting);
    assertThat(away.taken()).hasSize(WAITING);
    for (String to : addresses) {
      assertThat(away.taken()).filteredOn(mail -> mail.contains("<" + to + ">")).hasSize(1);
    }
    assertThat(waiting.trail(1))
        .extracting(told -> told.of("To"))
        .containsExactlyInAnyOrderElementsOf(addresses);
    assertThat(waiting.trail(2)).hasSize(WAITING);
  }

  /**
   * The one way in which a mail leaves twice: the mail server has it, and the server dies before it
   * hears that. Both then have the same Message-ID.
   */
  @Test
  void a_mail_whose_answer_was_cut_off_is_sent_again_under_the_same_id() throws Exception {
    assertThat(waiting(sending)).isEqualTo(1);
    endClaimsOf(sending);
    awaitNoneOf(sending);
    assertThat(silent.taken()).hasSize(1);
    String mail =
        database()
            .queryForObject(
                "select payload ->> 'target' from events.event where event_type = 'MailSent'"
                    + " and payload ->> 'target' like 'mails/' || ? || '/%'",
                String.class, sending.company);
    assertThat(silent.taken().get(0))
        .contains("<" + mail.substring(mail.lastIndexOf('/') + 1) + "@office.example>");
    assertThat(sending.trail(1)).hasSize(1);
  }

  @Test
  void a_mail_somebody_waited_for_is_told_and_not_sent_again() throws Exception {
    assertThat(waiting(direct)).isEqualTo(1);
    endClaimsOf(direct);
    awaitNoneOf(direct);
    assertThat(silent.taken()).noneMatch(mail -> mail.contains("<ann@people.example>"));
    Told failed = direct.trail().get(0);
    assertThat(failed.messageId()).isEqualTo(3);
    assertThat(failed.of("To")).isEqualTo("ann@people.example");
    assertThat(failed.of("Failure")).startsWith("The server stopped before");
  }
}
