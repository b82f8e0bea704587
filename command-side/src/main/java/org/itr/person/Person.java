package org.itr.person;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.itr.person.PersonCommand.ErasePerson;
import org.itr.person.PersonCommand.HandOutPersonData;
import org.itr.person.PersonCommand.NoteTestTaken;
import org.itr.person.PersonCommand.ReviewOpenWork;
import org.itr.person.PersonCommand.SavePerson;
import org.itr.person.PersonEvent.PersonChanged;
import org.itr.person.PersonEvent.PersonDataHandedOut;
import org.itr.person.PersonEvent.PersonErased;
import org.itr.person.PersonEvent.PersonRegistered;
import org.itr.person.PersonEvent.StandInsForgotten;
import org.jspecify.annotations.Nullable;

/**
 * A person, most often a candidate. The password goes past the events to where passwords are kept.
 */
@AggregateRoot(type = "Person")
public class Person {

  private static final String ACTIVE = "Active";
  private static final String COMPANY = "CompanyID";
  private static final String DATE_OF_LAST_TEST = "DateOfLastTest";

  @AggregateIdentifier private @Nullable ObjectKey key;
  private final ObjectState state = new ObjectState(Persons.TYPE);

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(SavePerson command, CandidatePasswords passwords) {
    ObjectKey target = command.target();
    Map<String, Object> fields = new HashMap<>(command.fields());
    // Whatever a body says: the person is of the company whose user wrote it.
    fields.put(COMPANY, target.space().id().toString());
    Delta delta = state.change(fields);
    if (!state.exists()) {
      apply(new PersonRegistered(target, target.uuid(), delta));
    } else if (!delta.isEmpty()) {
      apply(new PersonChanged(target, target.uuid(), delta));
    }
    if (command.password() != null) {
      passwords.set(target, command.password());
    }
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(NoteTestTaken command) {
    requireExistence(command.target());
    Map<String, Object> fields = new HashMap<>(command.fields());
    fields.keySet().retainAll(java.util.Set.of(DATE_OF_LAST_TEST));
    change(command.target(), fields);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  boolean decide(ReviewOpenWork command, OpenWork work) {
    requireExistence(command.target());
    boolean remains = work.remainsFor(command.target());
    change(command.target(), Map.of(ACTIVE, remains));
    return remains;
  }

  private void change(ObjectKey target, Map<String, Object> fields) {
    Delta delta = state.change(fields);
    if (!delta.isEmpty()) {
      apply(new PersonChanged(target, target.uuid(), delta));
    }
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(ErasePerson command, StandIns standIns) {
    requireExistence(command.target());
    List<UUID> forgotten = standIns.of(command.target());
    if (!forgotten.isEmpty()) {
      apply(new StandInsForgotten(command.target(), forgotten));
    }
    apply(new PersonErased(command.target()));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(HandOutPersonData command) {
    requireExistence(command.target());
    apply(new PersonDataHandedOut(command.target()));
  }

  private void requireExistence(ObjectKey target) {
    if (!state.exists()) {
      throw Refusal.notFound(target);
    }
  }

  @EventSourcingHandler
  void evolve(PersonEvent event) {
    key = event.target();
    state.evolve(event);
  }
}
