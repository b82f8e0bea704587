package org.itr.login;

import org.itr.objecttype.Space;

/** Limits the number of consultants of a company. */
@FunctionalInterface
interface ConsultantSeats {

  /**
   * Ensures that there is room for one more, and reserves it until the running transaction ends.
   *
   * @throws org.itr.objecttype.Refusal when there is none (FORBIDDEN)
   */
  void requireOne(Space company);
}
