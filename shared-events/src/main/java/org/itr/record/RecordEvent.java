package org.itr.record;

import java.util.UUID;
import org.itr.event.DomainEvent;
import org.itr.event.EventType;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Events about plain records: tests, templates, report definitions, batteries and the like. */
public sealed interface RecordEvent extends DomainEvent {

  /** A record was added to its space. */
  @EventType(name = "RecordAdded", meaning = "A record was added to its space.")
  record RecordAdded(ObjectKey target, @Nullable UUID subject, Delta delta)
      implements RecordEvent, Creates {}

  /** Fields of a record changed. */
  @EventType(name = "RecordChanged", meaning = "Fields of a record changed.")
  record RecordChanged(ObjectKey target, @Nullable UUID subject, Delta delta)
      implements RecordEvent, Changes {}

  /** A record was removed from its space. */
  @EventType(name = "RecordRemoved", meaning = "A record was removed from its space.")
  record RecordRemoved(ObjectKey target) implements RecordEvent, Removes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }
}
