package org.itr.mail;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.itr.mail.MailCommand.QueueMail;
import org.itr.mail.MailEvent.MailQueued;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** A mail and what becomes of it. */
@AggregateRoot(type = "Mail")
public class Mail {

  @AggregateIdentifier private @Nullable ObjectKey key;

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(QueueMail command) {
    if (key == null) {
      apply(new MailQueued(command.target(), command.subject(), Delta.added(command.fields())));
    }
  }

  @EventSourcingHandler
  void evolve(MailEvent event) {
    key = event.target();
  }
}
