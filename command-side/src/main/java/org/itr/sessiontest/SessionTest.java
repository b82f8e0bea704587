package org.itr.sessiontest;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.itr.objecttype.Change;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectState;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Space;
import org.itr.session.SessionStatus;
import org.itr.sessiontest.SessionTestCommand.AnswerSessionTest;
import org.itr.sessiontest.SessionTestCommand.MarkSessionTestBilled;
import org.itr.sessiontest.SessionTestCommand.RemoveSessionTest;
import org.itr.sessiontest.SessionTestCommand.SaveSessionTest;
import org.itr.sessiontest.SessionTestEvent.SessionTestAnswered;
import org.itr.sessiontest.SessionTestEvent.SessionTestAssigned;
import org.itr.sessiontest.SessionTestEvent.SessionTestBilled;
import org.itr.sessiontest.SessionTestEvent.SessionTestChanged;
import org.itr.sessiontest.SessionTestEvent.SessionTestRemoved;
import org.jspecify.annotations.Nullable;

/**
 * A test in a session. An office user's save carries the whole object and may be older than what
 * the candidate wrote since; it does not undo the candidate's work unless it restarts the test.
 */
@AggregateRoot(type = "SessionTest")
public class SessionTest {

  private static final String SESSION = "SessionID";
  private static final String TEST = "TestID";
  private static final String PERSON = "PersID";
  private static final String STATUS = "Status";
  private static final String CURRENT_PAGE = "CurrentPage";
  private static final String TEST_END = "TestEnd";
  private static final String BILLED = "Billed";

  private static final Set<String> CANDIDATE_FIELDS =
      Set.of(
          "Results",
          "Scores",
          "TestStart",
          TEST_END,
          "PercentageOfQuestionsAnswered",
          "TotalTestTime",
          STATUS,
          CURRENT_PAGE,
          "TotalPages",
          "PluginData");

  @AggregateIdentifier private @Nullable ObjectKey key;
  private final ObjectState state = new ObjectState(SessionTests.TYPE);

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(SaveSessionTest command) {
    ObjectKey target = command.target();
    Map<String, Object> fields = new HashMap<>(command.fields());
    fields.put(SESSION, command.sessionId().toString());
    fields.remove(BILLED);
    if (!state.exists()) {
      UUID subject = subjectWith(command.sessionId(), fields);
      Delta delta = state.change(fields, subject);
      apply(
          new SessionTestAssigned(
              target,
              subject,
              command.sessionId(),
              uuidAfter(delta, TEST),
              numberAfter(delta, STATUS),
              numberAfter(delta, CURRENT_PAGE),
              delta));
      return;
    }
    if (!state.uuid(SESSION).equals(command.sessionId())) {
      throw new Refusal(
          Refusal.Reason.CONFLICT,
          "The session test " + target.id() + " belongs to another session");
    }
    keepWorkOfCandidate(fields);
    UUID subject = subjectWith(command.sessionId(), fields);
    Delta delta = state.change(fields, subject);
    if (!delta.isEmpty()) {
      apply(
          new SessionTestChanged(
              target,
              subject,
              command.sessionId(),
              uuidAfter(delta, TEST),
              numberAfter(delta, STATUS),
              numberAfter(delta, CURRENT_PAGE),
              delta));
    }
  }

  /**
   * Takes out of an office user's save what would undo the candidate's work. With status 10 the
   * test starts again and all is taken as sent; from status 30 an office user ends a running test;
   * a test that is done takes scores that were written back, but not a copy from when it was
   * running.
   */
  private void keepWorkOfCandidate(Map<String, Object> fields) {
    long stored = state.number(STATUS);
    long sent = fields.get(STATUS) instanceof Number status ? status.longValue() : stored;
    boolean restarts = sent == SessionStatus.READY;
    boolean writesBack = stored >= SessionStatus.DONE && sent >= SessionStatus.DONE;
    if (stored <= SessionStatus.READY || restarts || writesBack) {
      return;
    }
    boolean ends = sent >= SessionStatus.DONE;
    boolean advances = sent > stored;
    fields
        .keySet()
        .removeIf(
            name ->
                CANDIDATE_FIELDS.contains(name)
                    && !(ends && name.equals(TEST_END))
                    && !(advances && name.equals(STATUS)));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(AnswerSessionTest command) {
    ObjectKey target = command.target();
    if (!state.exists() || !state.uuid(SESSION).equals(command.sessionId())) {
      throw Refusal.notFound(target);
    }
    Map<String, Object> fields = new HashMap<>(command.fields());
    fields.keySet().retainAll(CANDIDATE_FIELDS);
    if (state.number(STATUS) >= SessionStatus.DONE
        && fields.get(STATUS) instanceof Number sent
        && sent.longValue() < SessionStatus.DONE) {
      // From a page left open in another tab, where the test is still running.
      return;
    }
    Delta delta = state.change(fields);
    if (!delta.isEmpty()) {
      apply(
          new SessionTestAnswered(
              target,
              state.subject(),
              command.sessionId(),
              state.uuid(TEST),
              numberAfter(delta, STATUS),
              numberAfter(delta, CURRENT_PAGE),
              delta));
    }
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  boolean decide(MarkSessionTestBilled command) {
    requireExistence(command.target());
    if (state.flag(BILLED)) {
      return false;
    }
    apply(
        new SessionTestBilled(
            command.target(),
            state.uuid(SESSION),
            state.uuid(TEST),
            state.number(STATUS),
            state.number(CURRENT_PAGE),
            Delta.replaced(BILLED, false, true)));
    return true;
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(RemoveSessionTest command) {
    requireExistence(command.target());
    apply(
        new SessionTestRemoved(
            command.target(),
            state.uuid(SESSION),
            state.uuid(TEST),
            state.number(STATUS),
            state.number(CURRENT_PAGE)));
  }

  private void requireExistence(ObjectKey target) {
    if (!state.exists()) {
      throw Refusal.notFound(target);
    }
  }

  /** The candidate; while there is none the session stands for them. */
  private UUID subjectWith(UUID session, Map<String, Object> fields) {
    UUID person =
        fields.get(PERSON) instanceof String id ? UUID.fromString(id) : state.uuid(PERSON);
    return person.equals(Space.MASTER.id()) ? session : person;
  }

  private long numberAfter(Delta delta, String field) {
    return delta.changes().get(field) instanceof Change.Value value
            && value.after() instanceof Number number
        ? number.longValue()
        : state.number(field);
  }

  private UUID uuidAfter(Delta delta, String field) {
    return delta.after(field) instanceof String id ? UUID.fromString(id) : state.uuid(field);
  }

  @EventSourcingHandler
  void evolve(SessionTestEvent event) {
    key = event.target();
    state.evolve(event);
  }
}
