package org.itr.session;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.itr.objecttype.Space;
import org.itr.session.SessionCommand.NoteTestsRedefined;
import org.itr.session.SessionCommand.ProgressSession;
import org.itr.session.SessionCommand.RemoveSession;
import org.itr.session.SessionCommand.SaveSession;
import org.itr.session.SessionEvent.SessionChanged;
import org.itr.session.SessionEvent.SessionPlanned;
import org.itr.session.SessionEvent.SessionRemoved;
import org.itr.session.SessionEvent.SessionTestsRedefined;
import org.jspecify.annotations.Nullable;

/**
 * A test session. It can be planned before its person is known, and may be removed and planned
 * again. A session that is done is processed in the same breath, so its stored status is never 30
 * but 31.
 */
@AggregateRoot(type = "Session")
public class Session {

  private static final String STATUS = "Status";
  private static final String PERSON = "PersonID";
  private static final String STARTED = "StartedAt";
  private static final String ENDED = "EndedAt";
  private static final String PLUGIN_DATA = "PluginData";

  /** How far the candidate is. */
  private static final Set<String> PROGRESS = Set.of(STATUS, "SessionState", STARTED, ENDED);

  /** What a candidate may change. */
  static final Set<String> CANDIDATE_FIELDS =
      Stream.concat(PROGRESS.stream(), Stream.of(PLUGIN_DATA)).collect(Collectors.toSet());

  @AggregateIdentifier private @Nullable ObjectKey key;
  private final ObjectState state = new ObjectState(Sessions.TYPE);

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(SaveSession command) {
    Map<String, Object> fields = new HashMap<>(command.fields());
    if (isFromBefore(fields)) {
      fields.keySet().removeAll(CANDIDATE_FIELDS);
    }
    save(command.target(), fields);
  }

  /**
   * Whether an office user's copy of a session was read before its candidate began, or ended: it
   * knows of no start or end, or of an earlier one. Who opens the session again, which is status 20
   * too, sends its end along; who sets it back, its start.
   */
  private boolean isFromBefore(Map<String, Object> fields) {
    long sent = statusIn(fields);
    return sent <= SessionStatus.READY
        ? state.number(STATUS) > SessionStatus.READY && isEarlier(fields, STARTED)
        : state.number(STATUS) >= SessionStatus.DONE
            && sent < SessionStatus.PROCESSED
            && isEarlier(fields, ENDED);
  }

  private boolean isEarlier(Map<String, Object> fields, String moment) {
    return fields.get(moment) instanceof String sent
        && second(sent).isBefore(second(state.text(moment)));
  }

  /** The website sends back whole seconds of the moments that it got. */
  private static Instant second(String moment) {
    return Instant.parse(moment).truncatedTo(ChronoUnit.SECONDS);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(ProgressSession command) {
    requireExistence(command.target());
    Map<String, Object> fields = new HashMap<>(command.fields());
    fields.keySet().retainAll(CANDIDATE_FIELDS);
    if (state.number(STATUS) >= SessionStatus.DONE && statusIn(fields) < SessionStatus.DONE) {
      // A page left open in another tab does not open a session again that is done, which would
      // notify twice.
      fields.keySet().removeAll(PROGRESS);
    }
    save(command.target(), fields);
  }

  private void save(ObjectKey target, Map<String, Object> fields) {
    if (statusIn(fields) == SessionStatus.DONE) {
      fields.put(STATUS, SessionStatus.PROCESSED);
    }
    fields.computeIfPresent(PLUGIN_DATA, (name, value) -> MembersInPluginData.nameless(value));
    UUID subject = subjectWith(target, fields);
    Delta delta = state.change(fields, subject);
    long status = statusIn(fields);
    if (!state.exists()) {
      apply(new SessionPlanned(target, subject, status, delta));
    } else if (!delta.isEmpty()) {
      apply(new SessionChanged(target, subject, status, delta));
    }
  }

  /** The person that the session is for; while there is none the session stands for itself. */
  private UUID subjectWith(ObjectKey target, Map<String, Object> fields) {
    UUID person =
        fields.get(PERSON) instanceof String id ? UUID.fromString(id) : state.uuid(PERSON);
    return person.equals(Space.MASTER.id()) ? target.uuid() : person;
  }

  private long statusIn(Map<String, Object> fields) {
    return fields.get(STATUS) instanceof Number status ? status.longValue() : state.number(STATUS);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(RemoveSession command) {
    requireExistence(command.target());
    apply(new SessionRemoved(command.target(), state.uuid(PERSON)));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(NoteTestsRedefined command) {
    requireExistence(command.target());
    apply(new SessionTestsRedefined(command.target()));
  }

  private void requireExistence(ObjectKey target) {
    if (!state.exists()) {
      throw Refusal.notFound(target);
    }
  }

  @EventSourcingHandler
  void evolve(SessionEvent event) {
    key = event.target();
    state.evolve(event);
  }
}
