package org.itr.session;

import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.person.PersonEvent.PersonErased;
import org.itr.record.GeneratedReports;
import org.itr.record.RecordCommand.RemoveRecord;
import org.itr.session.SessionCommand.RemoveSession;
import org.itr.session.SessionEvent.SessionRemoved;
import org.itr.sessiontest.SessionTestCommand.RemoveSessionTest;
import org.itr.sessiontest.SessionTestEvent.SessionTestRemoved;
import org.itr.sessiontest.SessionTests;
import org.springframework.stereotype.Component;

/**
 * Whenever a session or a test of it goes, what belongs to it goes with it: tests and reports;
 * whenever a person is erased, the person's sessions and reports go.
 */
@Component
@ProcessingGroup("policies")
class SessionRemovalPolicy {

  private final Views views;
  private final CommandGateway commands;

  SessionRemovalPolicy(Views views, CommandGateway commands) {
    this.views = views;
    this.commands = commands;
  }

  @EventHandler
  void react(SessionRemoved event) {
    Space space = event.target().space();
    for (Row test : views.findBy(SessionTests.TYPE, space, "SessionID", event.target().uuid())) {
      commands.sendAndWait(
          new RemoveSessionTest(ObjectKey.of(SessionTests.TYPE, space, test.uuid("ID"))));
    }
    removeReportsOf(event.target());
  }

  @EventHandler
  void react(SessionTestRemoved event) {
    removeReportsOf(event.target());
  }

  private void removeReportsOf(ObjectKey linked) {
    for (Row report :
        views.findBy(GeneratedReports.TYPE, linked.space(), "LinkedObjectID", linked.uuid())) {
      commands.sendAndWait(
          new RemoveRecord(ObjectKey.of(GeneratedReports.TYPE, linked.space(), report.uuid("ID"))));
    }
  }

  @EventHandler
  void react(PersonErased event) {
    Space space = event.target().space();
    removeReportsOf(event.target());
    List<Row> sessions = views.findBy(Sessions.TYPE, space, "PersonID", event.target().uuid());
    for (Row session : sessions) {
      commands.sendAndWait(
          new RemoveSession(ObjectKey.of(Sessions.TYPE, space, session.uuid("ID"))));
    }
    // Tests of the person in sessions that are somebody else's, such as a group's.
    for (Row test : views.findBy(SessionTests.TYPE, space, "PersID", event.target().uuid())) {
      boolean goesWithItsSession =
          sessions.stream().anyMatch(session -> session.uuid("ID").equals(test.uuid("SessionID")));
      if (!goesWithItsSession) {
        commands.sendAndWait(
            new RemoveSessionTest(ObjectKey.of(SessionTests.TYPE, space, test.uuid("ID"))));
      }
    }
  }
}
