package org.itr.person;

import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;

/** Stores a person's password, which no event may contain. */
interface CandidatePasswords {

  /**
   * Sets the password with which the person logs in, now or once there is a login.
   *
   * @throws org.itr.objecttype.Refusal when the person's id is that of a consultant's account
   */
  void set(ObjectKey person, Secret password);
}
