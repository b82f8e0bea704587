package org.itr.event;

import java.util.UUID;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * A fact. Every event names the one object that it is about and what changed of it; who did it,
 * when and from where is in its metadata. What an event does to its object tells the interface it
 * implements: {@link Creates}, {@link Changes}, {@link Removes} or {@link Notes}.
 */
public interface DomainEvent {

  /** The object that the event is about. */
  ObjectKey target();

  /**
   * The person under whose key the personal fields of the delta are encrypted; null where the event
   * has none. When that key is destroyed these fields are missing from the delta for good.
   */
  @Nullable UUID subject();

  /** The fields that changed, before and after. */
  Delta delta();

  /** The object comes into being: its fields are the delta on top of their initial values. */
  interface Creates extends DomainEvent {}

  /** The object's fields change by the delta. */
  interface Changes extends DomainEvent {}

  /** The object is no more. */
  interface Removes extends DomainEvent {

    @Override
    default Delta delta() {
      return Delta.NONE;
    }
  }

  /** Something worth knowing happened that leaves the object's fields as they are. */
  interface Notes extends DomainEvent {}
}
