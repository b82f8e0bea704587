package org.itr.mail;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
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
import org.jspecify.annotations.Nullable;

/** A mail and its fate. Its text is not in events but goes directly to the outbox. */
@AggregateRoot(type = "Mail")
public class Mail {

  @AggregateIdentifier private @Nullable ObjectKey key;

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(
      QueueMail command,
      PendingMails pending,
      @MetaDataValue(MetaDataKeys.CORRELATION) @Nullable String correlation) {
    if (key != null) {
      return;
    }
    queue(command, pending, correlation);
  }

  @CommandHandler
  void decide(
      RetryMail command,
      ParkedMails parked,
      PendingMails pending,
      @MetaDataValue(MetaDataKeys.CORRELATION) @Nullable String correlation) {
    queue(parked.take(command.target(), command.parked()), pending, correlation);
  }

  private static void queue(QueueMail mail, PendingMails pending, @Nullable String correlation) {
    pending.keep(mail, correlation);
    // What is no field of a mail comes last, as it does when the event is read again.
    Map<String, Object> told = new LinkedHashMap<>(mail.letter().told());
    told.put("Purpose", mail.purpose());
    apply(new MailQueued(mail.target(), mail.subject(), mail.sessionId(), Delta.added(told)));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(NoteMailSent command) {
    apply(
        new MailSent(
            command.target(),
            command.subject(),
            command.sessionId(),
            Delta.added(command.fields())));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(NoteMailFailed command) {
    apply(
        new MailFailed(
            command.target(),
            command.subject(),
            command.sessionId(),
            Delta.added(command.fields())));
  }

  @EventSourcingHandler
  void evolve(MailEvent event) {
    key = event.target();
  }
}
