package org.itr.person;

import java.util.List;
import java.util.UUID;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.jspecify.annotations.Nullable;

/** Finds the persons that no session and no session test is about. */
public interface UnusedPersons {

  /**
   * Those of a space.
   *
   * @param owner the user who manages them; null for whoever does
   */
  List<UUID> list(Space space, @Nullable UUID owner);

  /** Whether a person is one of them. */
  boolean includes(ObjectKey person);
}
