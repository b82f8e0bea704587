package org.itr.access;

import java.util.UUID;
import org.itr.event.DomainEvent;
import org.itr.event.EventType;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Events about calls that changed nothing. */
public sealed interface AccessEvent extends DomainEvent {

  /** The aggregate of the event; the target is the object that was read or refused. */
  ObjectKey note();

  @Override
  default @Nullable UUID subject() {
    return null;
  }

  /** A call of a user was refused; it changed nothing. */
  @EventType(name = "CallRefused", meaning = "A call of a user was refused; it changed nothing.")
  record CallRefused(ObjectKey note, ObjectKey target, Delta delta) implements AccessEvent, Notes {}

  /** An office user read what a candidate answered, or a report. */
  @EventType(
      name = "ResultsRead",
      meaning = "An office user read what a candidate answered, or a report.")
  record ResultsRead(ObjectKey note, ObjectKey target, @Nullable UUID sessionId)
      implements AccessEvent, Notes {
    @Override
    public Delta delta() {
      return Delta.NONE;
    }
  }
}
