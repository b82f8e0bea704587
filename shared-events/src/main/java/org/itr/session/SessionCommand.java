package org.itr.session;

import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;

/** What can be asked of test sessions. */
public sealed interface SessionCommand {

  /** Plans the session, or changes the given fields, as an office user does. */
  record SaveSession(@TargetAggregateIdentifier ObjectKey target, Map<String, Object> fields)
      implements SessionCommand {}

  /** Changes what a candidate may change of the own session; other fields are ignored. */
  record ProgressSession(@TargetAggregateIdentifier ObjectKey target, Map<String, Object> fields)
      implements SessionCommand {}

  /** Removes the session; its tests and reports go with it. */
  record RemoveSession(@TargetAggregateIdentifier ObjectKey target) implements SessionCommand {}
}
