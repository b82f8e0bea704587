package org.itr.audit;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.itr.audit.AuditCommand.AddAuditNote;
import org.itr.audit.AuditCommand.HideAuditEntry;
import org.itr.audit.AuditEvent.AuditEntryHidden;
import org.itr.audit.AuditEvent.AuditNoteAdded;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectState;
import org.itr.objecttype.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What users do to an entry of the audit trail: they may add a note, and hide an entry from the
 * list. Nothing is ever changed.
 */
@AggregateRoot(type = "AuditEntry")
public class AuditEntry {

  /** Who wrote a note, when and from where is the server's to say. */
  private static final Set<String> NOT_TAKEN =
      Set.of("UserID", "CompanyID", "CreateDate", "Kind", "EventType", "Address", "CorrelationID");

  @AggregateIdentifier private @Nullable ObjectKey key;
  private final ObjectState state = new ObjectState(AuditTrail.TYPE);
  private boolean hidden;

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(AddAuditNote command) {
    Map<String, Object> fields = new HashMap<>(command.fields());
    fields.keySet().removeAll(NOT_TAKEN);
    Delta delta = state.change(fields);
    if (hidden) {
      throw new Refusal(
          Refusal.Reason.CONFLICT, "A hidden entry of the audit trail cannot be changed");
    }
    if (!state.exists()) {
      apply(new AuditNoteAdded(command.target(), delta));
    } else if (!delta.isEmpty()) {
      throw new Refusal(
          Refusal.Reason.CONFLICT, "A note in the audit trail cannot be changed; add a new one");
    }
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(HideAuditEntry command) {
    if (hidden) {
      throw Refusal.notFound(command.target());
    }
    apply(new AuditEntryHidden(command.target(), Delta.NONE));
  }

  @EventSourcingHandler
  void evolve(AuditEvent event) {
    key = event.target();
    state.evolve(event);
    hidden |= event instanceof AuditEntryHidden;
  }
}
