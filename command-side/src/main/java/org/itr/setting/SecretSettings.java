package org.itr.setting;

import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;

/** Where the values of secret settings go, since no event may carry them. */
interface SecretSettings {

  /** Keeps the value, encrypted; answers whether it is another than before. */
  boolean keep(ObjectKey setting, Secret value);

  /** Forgets the value. */
  void forget(ObjectKey setting);
}
