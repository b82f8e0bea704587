package org.itr.session;

import java.util.UUID;
import org.itr.event.DomainEvent;
import org.itr.event.EventType;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Events about test sessions. */
public sealed interface SessionEvent extends DomainEvent {

  /** A test session was planned. */
  @EventType(name = "SessionPlanned", meaning = "A test session was planned.")
  record SessionPlanned(ObjectKey target, @Nullable UUID subject, long status, Delta delta)
      implements SessionEvent, Creates {}

  /** Fields of a test session changed; status is the status afterwards. */
  @EventType(
      name = "SessionChanged",
      meaning = "Fields of a test session changed; status is the status afterwards.")
  record SessionChanged(ObjectKey target, @Nullable UUID subject, long status, Delta delta)
      implements SessionEvent, Changes {}

  /** The tests of a session that had not been started were removed, to be chosen again. */
  @EventType(
      name = "SessionTestsRedefined",
      meaning =
          "The tests of a session that had not been started were removed, to be chosen again.")
  record SessionTestsRedefined(ObjectKey target) implements SessionEvent, Notes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }

    @Override
    public Delta delta() {
      return Delta.NONE;
    }
  }

  /** A test session was removed; personId is its person, all zeros for none. */
  @EventType(name = "SessionRemoved", meaning = "A test session was removed.")
  record SessionRemoved(ObjectKey target, UUID personId) implements SessionEvent, Removes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }
}
