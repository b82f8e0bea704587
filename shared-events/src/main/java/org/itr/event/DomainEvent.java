package org.itr.event;

import java.util.UUID;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * A fact. Every event names the one object that it is about and what changed in it; its metadata
 * states who did it, when and from where. The interface it implements states its effect on the
 * object: {@link Creates}, {@link Changes}, {@link Removes} or {@link Notes}.
 */
public interface DomainEvent {

  /** The object that the event is about. */
  ObjectKey target();

  /**
   * The person under whose key the personal fields of the delta are encrypted; null if the event
   * has none. Once that key has been destroyed, these fields are missing from the delta.
   */
  @Nullable UUID subject();

  /** The fields that changed, before and after. */
  Delta delta();

  /** The object is created: its fields are the delta on top of their initial values. */
  interface Creates extends DomainEvent {}

  /** The object's fields change by the delta. */
  interface Changes extends DomainEvent {}

  /** The object is removed. */
  interface Removes extends DomainEvent {

    @Override
    default Delta delta() {
      return Delta.NONE;
    }
  }

  /** Something worth recording happened that does not change the object's fields. */
  interface Notes extends DomainEvent {}
}
