package org.itr.person;

import java.util.List;
import java.util.UUID;
import org.itr.objecttype.ObjectKey;

/** Finds what has data about a person under a key of its own. */
@FunctionalInterface
public interface StandIns {

  /**
   * The sessions and session tests with data about the person under their own keys, because the
   * person was assigned later, and the mails that went to the person and to others.
   */
  List<UUID> of(ObjectKey person);
}
