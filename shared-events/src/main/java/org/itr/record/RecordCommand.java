package org.itr.record;

import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Commands for plain records. */
public sealed interface RecordCommand {

  /**
   * Adds the record, or changes the given fields; subject is the person that personal fields are
   * about.
   */
  record SaveRecord(
      @TargetAggregateIdentifier ObjectKey target,
      @Nullable UUID subject,
      Map<String, Object> fields)
      implements RecordCommand {}

  /** Removes the record. */
  record RemoveRecord(@TargetAggregateIdentifier ObjectKey target) implements RecordCommand {}
}
