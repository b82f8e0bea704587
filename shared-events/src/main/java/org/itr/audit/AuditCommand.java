package org.itr.audit;

import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;

/** Commands for the audit trail. */
public sealed interface AuditCommand {

  /** Adds a note. */
  record AddAuditNote(@TargetAggregateIdentifier ObjectKey target, Map<String, Object> fields)
      implements AuditCommand {}

  /** Hides a row; history keeps it. */
  record HideAuditEntry(@TargetAggregateIdentifier ObjectKey target) implements AuditCommand {}
}
