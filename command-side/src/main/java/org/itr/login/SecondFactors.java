package org.itr.login;

import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;

/** Stores the second factor of an account, whose secret no event may contain. */
interface SecondFactors {

  /** The result of checking a code. */
  enum Verdict {
    /** Not the current code, or already used. */
    WRONG,
    /** Correct, and the first one: from now on the secret is not shown again. */
    FIRST,
    /** Correct. */
    RIGHT
  }

  /** Creates a secret for an account that has none; returns whether it did. */
  boolean register(ObjectKey login);

  /** Checks a code, which is valid once, in its 30-second period and the ones before and after. */
  Verdict take(ObjectKey login, Secret code);
}
