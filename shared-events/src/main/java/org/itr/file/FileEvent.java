package org.itr.file;

import java.util.UUID;
import org.itr.event.DomainEvent;
import org.itr.event.EventType;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Events about files. They identify the content by its SHA-256 but do not contain it. */
public sealed interface FileEvent extends DomainEvent {

  @Override
  default @Nullable UUID subject() {
    return null;
  }

  /** A file was added to an object. */
  @EventType(name = "FileStored", meaning = "A file was added to an object.")
  record FileStored(ObjectKey target, Delta delta) implements FileEvent, Creates {}

  /** The content of a file was replaced. */
  @EventType(name = "FileReplaced", meaning = "The content of a file was replaced.")
  record FileReplaced(ObjectKey target, Delta delta) implements FileEvent, Changes {}

  /** A file was removed; the delta describes it. */
  @EventType(name = "FileRemoved", meaning = "A file was removed; the delta describes it.")
  record FileRemoved(ObjectKey target, Delta delta) implements FileEvent, Removes {}
}
