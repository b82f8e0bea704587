package org.itr.record;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.itr.objecttype.ObjectKey;

/**
 * The subject of records whose personal fields are about nobody that the server knows, such as the
 * contact of an organisation. It is made of the whole key: callers choose the IDs of records, and
 * one with the ID of a person must not share that person's key.
 */
public final class OwnSubject {

  private OwnSubject() {}

  /** The subject of a record. */
  public static UUID of(ObjectKey record) {
    return UUID.nameUUIDFromBytes(record.toString().getBytes(StandardCharsets.UTF_8));
  }
}
