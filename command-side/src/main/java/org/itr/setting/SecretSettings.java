package org.itr.setting;

import java.util.Optional;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;

/** Where the values of secret settings are, since no event may carry them. */
public interface SecretSettings {

  /** The value in clear. */
  Optional<Secret> find(ObjectKey setting);

  /** Keeps the value, encrypted; answers whether it is another than before. */
  boolean keep(ObjectKey setting, Secret value);

  /** Forgets the value. */
  void forget(ObjectKey setting);
}
