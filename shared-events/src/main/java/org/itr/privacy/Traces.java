package org.itr.privacy;

import java.util.List;
import java.util.UUID;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;

/** Finds everything ever recorded about a person, including in objects that have been removed. */
public interface Traces {

  /** The objects of all events with that subject. */
  List<ObjectKey> objects(Space space, UUID subject);

  /** The rows of a type whose personal fields are about that subject, ordered by id. */
  List<Row> rows(ObjectType type, Space space, UUID subject);

  /** How many of these rows there are. */
  long count(ObjectType type, Space space, UUID subject);
}
