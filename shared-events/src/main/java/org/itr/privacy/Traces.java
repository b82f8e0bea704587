package org.itr.privacy;

import java.util.List;
import java.util.UUID;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;

/** Finds what was ever told about somebody, also of objects that are gone. */
public interface Traces {

  /** The objects that any event with that subject was about. */
  List<ObjectKey> objects(Space space, UUID subject);

  /** The rows of a type whose personal fields are about that subject, in the order of their ids. */
  List<Row> rows(ObjectType type, Space space, UUID subject);

  /** How many of these rows there are. */
  long count(ObjectType type, Space space, UUID subject);
}
