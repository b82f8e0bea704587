package org.itr.translation;

import java.util.UUID;
import org.itr.event.DomainEvent;
import org.itr.event.EventType;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Events about translations. The delta contains the changed texts by JSON pointer of the key. */
public sealed interface TranslationEvent extends DomainEvent {

  @Override
  default @Nullable UUID subject() {
    return null;
  }

  /** A language got its first texts. */
  @EventType(name = "TranslationAdded", meaning = "A language got its first texts.")
  record TranslationAdded(ObjectKey target, Delta delta) implements TranslationEvent, Creates {}

  /** Texts of a language were added or changed. */
  @EventType(
      name = "TranslationChanged",
      meaning = "Texts of a language were added or changed; the others stayed as they were.")
  record TranslationChanged(ObjectKey target, Delta delta) implements TranslationEvent, Changes {}

  /** A language was removed with all its texts. */
  @EventType(name = "TranslationRemoved", meaning = "A language was removed with all its texts.")
  record TranslationRemoved(ObjectKey target) implements TranslationEvent, Removes {}
}
