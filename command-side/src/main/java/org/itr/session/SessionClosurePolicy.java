package org.itr.session;

import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.person.PersonCommand.ReviewOpenWork;
import org.itr.person.Persons;
import org.itr.session.SessionEvent.SessionPlanned;
import org.itr.session.SessionEvent.SessionRemoved;
import org.itr.sessiontest.SessionTestEvent;
import org.itr.sessiontest.SessionTestEvent.SessionTestAssigned;
import org.itr.sessiontest.SessionTestEvent.SessionTestRemoved;
import org.springframework.stereotype.Component;

/**
 * Whenever an office user writes a session, or it or its tests come, go, or change in what there is
 * to take, then it is looked into whether the person still has something to take: if not, the
 * person becomes inactive, and active again when there is.
 */
@Component
@ProcessingGroup("policies")
class SessionClosurePolicy {

  private final Views views;
  private final CommandGateway commands;

  SessionClosurePolicy(Views views, CommandGateway commands) {
    this.views = views;
    this.commands = commands;
  }

  @EventHandler
  void react(SessionEvent event) {
    Space space = event.target().space();
    if (event instanceof SessionRemoved removed) {
      review(space, removed.personId());
      return;
    }
    // Candidates write while they take tests: of what they may change the status alone matters.
    boolean matters =
        event instanceof SessionPlanned
            || event.delta().touches("Status")
            || !Session.CANDIDATE_FIELDS.containsAll(event.delta().changes().keySet());
    if (matters) {
      views.find(event.target()).ifPresent(session -> review(space, session.uuid("PersonID")));
      if (event.delta().before("PersonID") instanceof String formerPerson) {
        review(space, UUID.fromString(formerPerson));
      }
    }
  }

  @EventHandler
  void react(SessionTestEvent event) {
    boolean matters =
        event instanceof SessionTestAssigned
            || event instanceof SessionTestRemoved
            || event.delta().touches("Status");
    if (matters) {
      views
          .find(ObjectKey.of(Sessions.TYPE, event.target().space(), event.sessionId()))
          .ifPresent(session -> review(event.target().space(), session.uuid("PersonID")));
    }
  }

  private void review(Space space, UUID personId) {
    ObjectKey person = ObjectKey.of(Persons.TYPE, space, personId);
    Row row = personId.equals(Space.MASTER.id()) ? null : views.find(person).orElse(null);
    if (row != null) {
      commands.sendAndWait(new ReviewOpenWork(person));
    }
  }
}
