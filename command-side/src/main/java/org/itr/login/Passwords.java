package org.itr.login;

import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;

/**
 * Where the secrets of an account go, since no event may carry them. Both methods answer whether
 * that changed anything.
 */
interface Passwords {

  /** Keeps the password as a hash, and encrypted as well when it must be readable again. */
  boolean keep(ObjectKey login, Secret password, boolean recoverable);

  /** Keeps the key for calls by programs, encrypted. */
  boolean keepApiKey(ObjectKey login, Secret apiKey);
}
