package org.itr.person;

import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;

/** Where a person's password goes, since no event may carry it. */
interface CandidatePasswords {

  /**
   * Sets the password that the person logs in with, now or once there is a login.
   *
   * @throws org.itr.objecttype.Refusal when the person's id is that of a consultant's account
   */
  void set(ObjectKey person, Secret password);
}
