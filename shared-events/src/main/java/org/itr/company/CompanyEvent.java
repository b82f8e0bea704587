package org.itr.company;

import java.util.UUID;
import org.itr.event.DomainEvent;
import org.itr.event.EventType;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Events about companies. */
public sealed interface CompanyEvent extends DomainEvent {

  /** A company was added, with a space of its own. */
  @EventType(name = "CompanyFounded", meaning = "A company was added, with a space of its own.")
  record CompanyFounded(ObjectKey target, @Nullable UUID subject, Delta delta)
      implements CompanyEvent, Creates {}

  /** Fields of a company changed. */
  @EventType(name = "CompanyChanged", meaning = "Fields of a company changed.")
  record CompanyChanged(ObjectKey target, @Nullable UUID subject, Delta delta)
      implements CompanyEvent, Changes {}

  /** A company was removed. */
  @EventType(name = "CompanyRemoved", meaning = "A company was removed.")
  record CompanyRemoved(ObjectKey target) implements CompanyEvent, Removes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }
}
