package org.itr.rebuild;

import java.util.UUID;
import org.itr.event.DomainEvent;
import org.itr.event.EventType;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Events about rebuilds of projections. */
public sealed interface RebuildEvent extends DomainEvent {

  @Override
  default @Nullable UUID subject() {
    return null;
  }

  /** A rebuild of projections began. */
  @EventType(name = "RebuildStarted", meaning = "A rebuild of projections from history began.")
  record RebuildStarted(ObjectKey target, Delta delta) implements RebuildEvent, Creates {}

  /** The rebuilt tables replaced the live ones. */
  @EventType(name = "RebuildFinished", meaning = "The rebuilt tables replaced the live ones.")
  record RebuildFinished(ObjectKey target, Delta delta) implements RebuildEvent, Changes {}

  /** A rebuild was cancelled; the live tables were not changed. */
  @EventType(
      name = "RebuildCancelled",
      meaning = "A rebuild was cancelled; the live tables did not change.")
  record RebuildCancelled(ObjectKey target, Delta delta) implements RebuildEvent, Changes {}

  /** A rebuild failed; the live tables were not changed. */
  @EventType(name = "RebuildFailed", meaning = "A rebuild failed; the live tables did not change.")
  record RebuildFailed(ObjectKey target, Delta delta) implements RebuildEvent, Changes {}
}
