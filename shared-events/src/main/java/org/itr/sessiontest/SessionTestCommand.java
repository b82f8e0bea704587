package org.itr.sessiontest;

import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;

/** What can be asked of session tests. */
public sealed interface SessionTestCommand {

  /** Puts the test into the session, or changes the given fields, as an office user does. */
  record SaveSessionTest(
      @TargetAggregateIdentifier ObjectKey target, UUID sessionId, Map<String, Object> fields)
      implements SessionTestCommand {}

  /** Changes what a candidate may change of the own session test; other fields are ignored. */
  record AnswerSessionTest(
      @TargetAggregateIdentifier ObjectKey target, UUID sessionId, Map<String, Object> fields)
      implements SessionTestCommand {}

  /**
   * Opens the session test for an office user: a finished one that was not paid for yet is charged
   * first, and refused (FORBIDDEN) when that cannot be. Answers true.
   */
  record OpenSessionTest(@TargetAggregateIdentifier ObjectKey target)
      implements SessionTestCommand {}

  /** Notes that the session test was paid for, or cost nothing; answers whether that is news. */
  record MarkSessionTestBilled(@TargetAggregateIdentifier ObjectKey target)
      implements SessionTestCommand {}

  /** Takes the test out of its session. */
  record RemoveSessionTest(@TargetAggregateIdentifier ObjectKey target)
      implements SessionTestCommand {}
}
