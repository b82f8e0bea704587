package org.itr.access;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.itr.access.AccessCommand.NoteRefusedCall;
import org.itr.access.AccessCommand.NoteResultsRead;
import org.itr.access.AccessEvent.CallRefused;
import org.itr.access.AccessEvent.ResultsRead;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * The record of one call that changed nothing. It is not part of the object that the call was
 * about, so readers never block writers.
 */
@AggregateRoot(type = "AccessNote")
public class AccessNote {

  @AggregateIdentifier private @Nullable ObjectKey key;

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.ALWAYS)
  void decide(NoteRefusedCall command) {
    apply(new CallRefused(command.note(), command.user(), Delta.added(command.fields())));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.ALWAYS)
  void decide(NoteResultsRead command) {
    apply(new ResultsRead(command.note(), command.target(), command.sessionId()));
  }

  @EventSourcingHandler
  void evolve(AccessEvent event) {
    key = event.note();
  }
}
