package org.itr.record;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectState;
import org.itr.objecttype.Refusal;
import org.itr.record.RecordCommand.RemoveRecord;
import org.itr.record.RecordCommand.SaveRecord;
import org.itr.record.RecordEvent.RecordAdded;
import org.itr.record.RecordEvent.RecordChanged;
import org.itr.record.RecordEvent.RecordRemoved;
import org.jspecify.annotations.Nullable;

/**
 * A plain record of any type: a test, a template, a report, reference data. It may be removed and
 * added again.
 */
@AggregateRoot(type = "Record")
public class Record {

  @AggregateIdentifier private @Nullable ObjectKey key;
  private @Nullable ObjectState state;

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(SaveRecord command) {
    ObjectKey target = command.target();
    ObjectState current = state == null ? new ObjectState(target.objectType()) : state;
    UUID subject = subjectOf(command, current);
    Delta delta = current.change(command.fields(), subject);
    if (!current.exists()) {
      apply(new RecordAdded(target, subject, delta));
    } else if (!delta.isEmpty()) {
      apply(new RecordChanged(target, subject, delta));
    }
  }

  /**
   * Who the record is about: who the command says, else who it was about so far, else nobody but
   * itself.
   */
  private static @Nullable UUID subjectOf(SaveRecord command, ObjectState current) {
    if (command.subject() != null) {
      return command.subject();
    }
    if (current.subject() != null) {
      return current.subject();
    }
    return command.target().objectType().hasPersonalFields()
        ? OwnSubject.of(command.target())
        : null;
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(RemoveRecord command) {
    if (state == null || !state.exists()) {
      throw Refusal.notFound(command.target());
    }
    apply(new RecordRemoved(command.target()));
  }

  @EventSourcingHandler
  void evolve(RecordEvent event) {
    if (state == null) {
      key = event.target();
      state = new ObjectState(event.target().objectType());
    }
    state.evolve(event);
  }
}
