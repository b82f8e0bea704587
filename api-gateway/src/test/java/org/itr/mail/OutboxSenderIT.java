package org.itr.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyMap;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.itr.mail.MailCommand.NoteMailFailed;
import org.itr.mail.MailCommand.NoteMailSent;
import org.itr.mail.MailCommand.QueueMail;
import org.itr.mail.MailServer.Safety;
import org.itr.mail.OutboxTable.Claim;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;
import org.itr.objecttype.Space;
import org.itr.privacy.DataSubject;
import org.itr.privacy.MasterKey;
import org.itr.privacy.SubjectKeys;
import org.itr.store.CommandSender;
import org.itr.support.StubbornMailServer;
import org.itr.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the sender does when things go wrong on its own side. */
class OutboxSenderIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Letter LETTER =
      Letter.of(Recipients.to(List.of("ann@people.example")), "Hello", "<p>Hello</p>");

  @TempDir Path folder;
  private final Space company = Space.of(UUID.randomUUID());
  private final UUID person = UUID.randomUUID();
  private final ObjectKey mail = ObjectKey.of(Mails.TYPE, company, UUID.randomUUID());
  private final List<Object> told = new ArrayList<>();
  private final CommandSender commands = Mockito.mock();
  private final MailServers servers = Mockito.mock();
  private final Smtp smtp = new Smtp(2);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private TestDatabase database;
  private JdbcTemplate jdbc;
  private SubjectKeys keys;
  private OutboxTable outbox;
  private Delivery delivery;
  private OutboxSender sender;
  private StubbornMailServer server;

  @BeforeEach
  void connect() throws IOException {
    database = TestDatabase.create();
    jdbc = new JdbcTemplate(database.application());
    keys = new SubjectKeys(jdbc, MasterKey.readOrCreate(folder.resolve("master.key")));
    LetterSeal letters = new LetterSeal(keys);
    outbox = new OutboxTable(jdbc, letters);
    delivery = new Delivery(smtp, outbox, new ParkedMailTable(jdbc, letters), commands, meters);
    sender = new OutboxSender(outbox, servers, delivery, meters);
    server = StubbornMailServer.start();
    when(servers.of(any(), any()))
        .thenReturn(
            new MailServer(
                "localhost",
                server.port(),
                Safety.NONE,
                "",
                new Secret(""),
                "noreply@office.example"));
    when(commands.send(any(), anyMap()))
        .then(
            call -> {
              told.add(call.getArgument(0));
              return null;
            });
    TransactionTemplate transaction =
        new TransactionTemplate(new JdbcTransactionManager(database.application()));
    doAnswer(
            call -> {
              transaction.executeWithoutResult(status -> call.<Runnable>getArgument(0).run());
              return null;
            })
        .when(commands)
        .executeInTransaction(any());
    outbox.keep(new QueueMail(mail, person, null, UUID.randomUUID(), "test", LETTER, null), "call");
  }

  @AfterEach
  void disconnect() throws IOException {
    sender.destroy();
    smtp.destroy();
    server.close();
    database.close();
  }

  private void sendUntilEmpty() {
    Awaitility.await()
        .atMost(SOON)
        .until(
            () -> {
              sender.sendDue();
              return outbox.size() == 0;
            });
  }

  /** Sends the mail while the database is away when the answer is to be told. */
  private void sendWithoutTelling() {
    doThrow(new DataAccessResourceFailureException("away"))
        .doAnswer(
            call -> {
              told.add(call.getArgument(0));
              return null;
            })
        .when(commands)
        .send(any(), anyMap());
    sender.sendDue();
    Awaitility.await()
        .atMost(SOON)
        .until(
            () ->
                Mockito.mockingDetails(commands).getInvocations().stream()
                        .anyMatch(call -> call.getMethod().getName().equals("send"))
                    && server.taken().size() == 1);
  }

  @Test
  void an_answer_about_somebody_who_was_erased_meanwhile_is_forgotten() {
    sendWithoutTelling();
    jdbc.update("update work.outbox set claimed_until = now()");
    Claim claim = outbox.claim(company, Duration.ofMinutes(1)).orElseThrow();
    sender.forgetGone();
    assertThat(delivery.untold(claim)).isNotNull();
    outbox.dropAbout(company, person, null);
    sender.forgetGone();
    assertThat(delivery.untold(claim)).isNull();
  }

  @Test
  void an_answer_that_the_database_could_not_take_is_told_later_and_the_mail_not_sent_again() {
    sendWithoutTelling();
    assertThat(outbox.size()).isEqualTo(1);
    assertThat(told).isEmpty();
    // Until the claim ends nobody touches the mail; then the answer is told.
    assertThat(outbox.due()).isEmpty();
    jdbc.update("update work.outbox set claimed_until = now()");
    sendUntilEmpty();
    assertThat(server.taken()).hasSize(1);
    assertThat(told).singleElement().isInstanceOf(NoteMailSent.class);
    // It is counted after the mail has left the outbox.
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(meters.counter("itr.mail", "kind", "outbox", "result", "sent").count())
                    .isEqualTo(1));
  }

  @Test
  void a_mail_about_somebody_who_is_gone_is_neither_sent_nor_told_with_anything_personal() {
    keys.destroy(new DataSubject(company, person));
    sendUntilEmpty();
    assertThat(server.taken()).isEmpty();
    assertThat(told)
        .singleElement()
        .isInstanceOfSatisfying(
            NoteMailFailed.class,
            failed -> {
              assertThat(failed.subject()).isNull();
              assertThat(failed.fields()).containsOnlyKeys("Failure");
            });
  }

  @Test
  void after_the_last_attempt_a_mail_is_given_up_with_the_reason() {
    server.refuse("ann@people.example", 452);
    jdbc.update("update work.outbox set give_up_at = now()");
    sendUntilEmpty();
    assertThat(told)
        .singleElement()
        .isInstanceOfSatisfying(
            NoteMailFailed.class,
            failed ->
                assertThat(failed.fields())
                    .containsEntry("To", "ann@people.example")
                    .containsEntry(
                        "Failure", "The mail server does not accept all addresses (452)"));
    assertThat(meters.counter("itr.mail", "kind", "outbox", "result", "failed").count())
        .isEqualTo(1);
  }
}
