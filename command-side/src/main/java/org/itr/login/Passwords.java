package org.itr.login;

import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;

/**
 * Stores the secrets of an account, which no event may contain. Both methods return whether
 * anything changed.
 */
interface Passwords {

  /** Stores the password as a hash, and also encrypted if it must be readable. */
  boolean keep(ObjectKey login, Secret password, boolean recoverable);

  /** Stores the API key encrypted; an empty one leaves the account without. */
  boolean keepApiKey(ObjectKey login, Secret apiKey);
}
