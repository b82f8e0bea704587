package org.itr.person;

import java.util.List;
import java.util.UUID;
import org.itr.event.DomainEvent;
import org.itr.event.EventType;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Events about persons. */
public sealed interface PersonEvent extends DomainEvent {

  /** A person was registered. */
  @EventType(name = "PersonRegistered", meaning = "A person was registered.")
  record PersonRegistered(ObjectKey target, @Nullable UUID subject, Delta delta)
      implements PersonEvent, Creates {}

  /** Fields of a person changed. */
  @EventType(name = "PersonChanged", meaning = "Fields of a person changed.")
  record PersonChanged(ObjectKey target, @Nullable UUID subject, Delta delta)
      implements PersonEvent, Changes {}

  /** Everything known about a person was exported. */
  @EventType(
      name = "PersonDataHandedOut",
      meaning = "Everything known about a person was exported.")
  record PersonDataHandedOut(ObjectKey target) implements PersonEvent, Notes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }

    @Override
    public Delta delta() {
      return Delta.NONE;
    }
  }

  /**
   * The keys of the objects in standIns were destroyed: of sessions and session tests that stood
   * for an erased person before the person was known, and of mails to that person and to others.
   */
  @EventType(
      name = "StandInsForgotten",
      meaning =
          "A person is erased about whom there is data under keys of other objects, named in"
              + " standIns: sessions and session tests that stood for the person while nobody was"
              + " known, and mails to several persons. These keys are destroyed.")
  record StandInsForgotten(ObjectKey target, List<UUID> standIns) implements PersonEvent, Notes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }

    @Override
    public Delta delta() {
      return Delta.NONE;
    }
  }

  /** A person was erased, and the key to the personal data destroyed. */
  @EventType(
      name = "PersonErased",
      meaning = "A person was erased, and the key to the personal data destroyed.")
  record PersonErased(ObjectKey target) implements PersonEvent, Removes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }
}
