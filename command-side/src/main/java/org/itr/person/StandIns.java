package org.itr.person;

import java.util.List;
import java.util.UUID;
import org.itr.objecttype.ObjectKey;

/** What stood for a person while nobody was known. */
@FunctionalInterface
public interface StandIns {

  /**
   * The sessions and session tests under whose own keys there is something about the person, who
   * was given to them later.
   */
  List<UUID> of(ObjectKey person);
}
