package org.itr.setting;

import java.util.Optional;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;

/** Stores the values of secret settings, which no event may contain. */
public interface SecretSettings {

  /** The value in clear. */
  Optional<Secret> find(ObjectKey setting);

  /** Stores the value encrypted; returns whether it changed. */
  boolean keep(ObjectKey setting, Secret value);

  /** Deletes the value. */
  void forget(ObjectKey setting);
}
