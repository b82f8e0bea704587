package org.itr.audit;

import java.util.UUID;
import org.itr.event.DomainEvent;
import org.itr.event.EventType;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Events about the audit trail itself. */
public sealed interface AuditEvent extends DomainEvent {

  /** An office user added a note to the audit trail. */
  @EventType(name = "AuditNoteAdded", meaning = "An office user added a note to the audit trail.")
  record AuditNoteAdded(ObjectKey target, Delta delta) implements AuditEvent, Creates {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }

  /** A master user hid a row of the audit trail; history keeps it. */
  @EventType(
      name = "AuditEntryHidden",
      meaning = "A master user hid a row of the audit trail; history keeps it.")
  record AuditEntryHidden(ObjectKey target, Delta delta) implements AuditEvent, Notes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }
}
