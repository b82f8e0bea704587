package org.itr.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.itr.event.MetaDataKeys;
import org.itr.mail.MailCommand.NoteMailFailed;
import org.itr.mail.MailCommand.NoteMailSent;
import org.itr.mail.MailCommand.QueueMail;
import org.itr.mail.MailCommand.RetryMail;
import org.itr.mail.MailEvent.MailFailed;
import org.itr.mail.MailEvent.MailQueued;
import org.itr.mail.MailEvent.MailSent;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Space;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailTest {

  private static final UUID PARKED = new UUID(3, 3);

  private final ObjectKey mail =
      ObjectKey.of(Mails.TYPE, Space.of(UUID.randomUUID()), UUID.randomUUID());
  private final UUID person = UUID.randomUUID();
  private final UUID session = UUID.randomUUID();
  private final Letter letter =
      Letter.of(
          new Recipients(List.of("a@x.example", "b@x.example"), List.of("c@x.example"), List.of()),
          "Ready\r\nBcc: d@x.example",
          "<p>open sesame</p>");
  private final QueueMail command =
      new QueueMail(mail, person, session, UUID.randomUUID(), "session ready", letter, null);
  private final List<String> kept = new ArrayList<>();
  private final AggregateTestFixture<Mail> fixture = new AggregateTestFixture<>(Mail.class);

  @BeforeEach
  void keepMailsInMemory() {
    fixture.registerInjectableResource(
        (PendingMails) (mail, correlation) -> kept.add(correlation + " " + mail.letter().body()));
    fixture.registerInjectableResource(
        (ParkedMails)
            (mail, parked) -> {
              if (!parked.equals(PARKED)) {
                throw new Refusal(Refusal.Reason.NOT_FOUND, "This mail is no longer parked");
              }
              return command;
            });
  }

  private Map<String, Object> told() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("To", "a@x.example, b@x.example");
    told.put("CC", "c@x.example");
    told.put("BCC", "");
    told.put("Subject", "Ready Bcc: d@x.example");
    return told;
  }

  private MailQueued queued() {
    Map<String, Object> told = told();
    told.put("Purpose", "session ready");
    return new MailQueued(mail, person, session, Delta.added(told));
  }

  @Test
  void a_mail_is_kept_with_its_text_and_told_without_it_and_with_its_subject_in_one_line() {
    fixture
        .givenNoPriorActivity()
        .when(command, Map.of(MetaDataKeys.CORRELATION, "call"))
        .expectEvents(queued());
    assertThat(kept).containsExactly("call <p>open sesame</p>");
    assertThat(letter.toString()).doesNotContain("sesame").doesNotContain("@");
    assertThat(letter.recipients().toString()).doesNotContain("@");
  }

  @Test
  void a_mail_is_put_in_once_also_when_it_has_left() {
    fixture.given(queued()).when(command).expectNoEvents();
    fixture
        .given(queued(), new MailSent(mail, person, session, Delta.added(told())))
        .when(command)
        .expectNoEvents();
    assertThat(kept).isEmpty();
  }

  @Test
  void a_mail_that_was_given_up_is_put_in_again() {
    fixture
        .given(queued(), new MailFailed(mail, person, session, Delta.added(told())))
        .when(new RetryMail(mail, PARKED), Map.of(MetaDataKeys.CORRELATION, "another call"))
        .expectEvents(queued());
    assertThat(kept).containsExactly("another call <p>open sesame</p>");
  }

  @Test
  void a_mail_that_is_not_parked_any_more_is_not_put_in() {
    fixture
        .given(queued())
        .when(new RetryMail(mail, UUID.randomUUID()))
        .expectNoEvents()
        .expectException(Refusal.class);
    assertThat(kept).isEmpty();
  }

  @Test
  void a_mail_that_was_taken_is_told() {
    fixture
        .given(queued())
        .when(new NoteMailSent(mail, person, session, told()))
        .expectEvents(new MailSent(mail, person, session, Delta.added(told())));
  }

  @Test
  void a_mail_whose_sender_waits_is_told_without_having_been_put_in() {
    fixture
        .givenNoPriorActivity()
        .when(new NoteMailSent(mail, person, null, told()))
        .expectEvents(new MailSent(mail, person, null, Delta.added(told())));
  }

  @Test
  void a_mail_that_was_not_sent_is_told_with_the_reason() {
    Map<String, Object> told = told();
    told.put("Failure", "The mail server is full");
    fixture
        .givenNoPriorActivity()
        .when(new NoteMailFailed(mail, person, null, told))
        .expectEvents(new MailFailed(mail, person, null, Delta.added(told)));
  }
}
