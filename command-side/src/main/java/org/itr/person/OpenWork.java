package org.itr.person;

import org.itr.objecttype.ObjectKey;

/** Finds out what a person has left to take. */
@FunctionalInterface
interface OpenWork {

  /** Whether the person has an active session or an unfinished session test. */
  boolean remainsFor(ObjectKey person);
}
