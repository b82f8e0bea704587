package org.itr.architecture.broken;

import java.util.UUID;
import org.itr.event.DomainEvent;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Events that are not what an event must be, each in one way. */
public final class Events {

  private Events() {}

  /** Is a fact, and can change. */
  public static final class SomethingHappened implements DomainEvent {

    @Override
    public ObjectKey target() {
      throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable UUID subject() {
      return null;
    }

    @Override
    public Delta delta() {
      return Delta.NONE;
    }
  }

  /** Never changes, and says that it is an event instead of what happened. */
  public record SomethingEvent(ObjectKey target, @Nullable UUID subject, Delta delta)
      implements DomainEvent {}
}
