package org.itr.login;

import org.itr.objecttype.Space;

/** How many consultants a company may have. */
@FunctionalInterface
interface ConsultantSeats {

  /**
   * Makes sure that there is room for one more, and that nobody else takes it before the running
   * transaction ends.
   *
   * @throws org.itr.objecttype.Refusal when there is none (FORBIDDEN)
   */
  void requireOne(Space company);
}
