package org.itr.person;

import java.util.List;
import java.util.UUID;
import org.itr.objecttype.ObjectKey;

/** Finds what stood for a person before the person was known. */
@FunctionalInterface
public interface StandIns {

  /**
   * The sessions and session tests with data about the person under their own keys, because the
   * person was assigned later.
   */
  List<UUID> of(ObjectKey person);
}
