package org.itr.setting;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;

/** Commands for settings. */
public sealed interface SettingCommand {

  /** Sets the value. */
  record SaveSetting(@TargetAggregateIdentifier ObjectKey target, Secret value)
      implements SettingCommand {}

  /** Removes the setting. */
  record RemoveSetting(@TargetAggregateIdentifier ObjectKey target) implements SettingCommand {}
}
