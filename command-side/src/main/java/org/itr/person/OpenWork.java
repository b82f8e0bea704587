package org.itr.person;

import org.itr.objecttype.ObjectKey;

/** What there is to take for a person. */
@FunctionalInterface
interface OpenWork {

  /** Whether the person has an active session or a session test that is not done. */
  boolean remainsFor(ObjectKey person);
}
