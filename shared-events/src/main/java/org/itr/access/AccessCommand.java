package org.itr.access;

import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.jspecify.annotations.Nullable;

/** Commands that record calls that changed nothing. Each record is an aggregate of its own. */
public sealed interface AccessCommand {

  /** The key of a note. */
  ObjectKey note();

  /** The key of the note with that id in a space. */
  static ObjectKey noteOf(Space space, String id) {
    return new ObjectKey("accesses", space, id);
  }

  /**
   * Records that a call was refused.
   *
   * @param user the login of the user who made it
   * @param fields the known details of the call
   */
  record NoteRefusedCall(
      @TargetAggregateIdentifier ObjectKey note, ObjectKey user, Map<String, Object> fields)
      implements AccessCommand {}

  /**
   * Records that somebody read results.
   *
   * @param target what was read
   * @param sessionId the session that it belongs to
   */
  record NoteResultsRead(
      @TargetAggregateIdentifier ObjectKey note, ObjectKey target, @Nullable UUID sessionId)
      implements AccessCommand {}
}
