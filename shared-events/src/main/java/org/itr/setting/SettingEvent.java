package org.itr.setting;

import java.util.UUID;
import org.itr.event.DomainEvent;
import org.itr.event.EventType;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Events about settings. */
public sealed interface SettingEvent extends DomainEvent {

  /** A setting got its first value; a secret value is not in the event. */
  @EventType(
      name = "SettingAdded",
      meaning = "A setting got its first value; a secret value is not in the event.")
  record SettingAdded(ObjectKey target, Delta delta) implements SettingEvent, Creates {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }

  /** A setting got another value; a secret value is not in the event. */
  @EventType(
      name = "SettingChanged",
      meaning = "A setting got another value; a secret value is not in the event.")
  record SettingChanged(ObjectKey target, Delta delta) implements SettingEvent, Changes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }

  /** A setting was removed. */
  @EventType(name = "SettingRemoved", meaning = "A setting was removed.")
  record SettingRemoved(ObjectKey target) implements SettingEvent, Removes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }
}
