package org.itr.login;

import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;

/** Where the second factor of an account is kept, since no event may carry its secret. */
interface SecondFactors {

  /** What became of a code. */
  enum Verdict {
    /** It is not the code of this moment, or was used before. */
    WRONG,
    /** It is right, and the first one: from now on the secret is not shown again. */
    FIRST,
    /** It is right. */
    RIGHT
  }

  /** Makes a secret for an account that has none; answers whether that changed anything. */
  boolean register(ObjectKey login);

  /** Takes a code, good for its window of 30 seconds and one either side, once. */
  Verdict take(ObjectKey login, Secret code);
}
