package org.itr.sessiontest;

import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;

/** Commands for session tests. */
public sealed interface SessionTestCommand {

  /** Adds the test to the session or changes the given fields, as an office user. */
  record SaveSessionTest(
      @TargetAggregateIdentifier ObjectKey target, UUID sessionId, Map<String, Object> fields)
      implements SessionTestCommand {}

  /** Changes what candidates may change in their own session test; other fields are ignored. */
  record AnswerSessionTest(
      @TargetAggregateIdentifier ObjectKey target, UUID sessionId, Map<String, Object> fields)
      implements SessionTestCommand {}

  /**
   * Opens the session test for an office user: a finished one that has not been paid for is charged
   * first, and refused (FORBIDDEN) if that is impossible. Returns true.
   */
  record OpenSessionTest(@TargetAggregateIdentifier ObjectKey target)
      implements SessionTestCommand {}

  /** Records that the session test was paid for, or cost nothing; returns whether that is new. */
  record MarkSessionTestBilled(@TargetAggregateIdentifier ObjectKey target)
      implements SessionTestCommand {}

  /** Removes the test from its session. */
  record RemoveSessionTest(@TargetAggregateIdentifier ObjectKey target)
      implements SessionTestCommand {}
}
