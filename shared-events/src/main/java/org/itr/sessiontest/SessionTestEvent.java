package org.itr.sessiontest;

import java.util.UUID;
import org.itr.event.DomainEvent;
import org.itr.event.EventType;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Events about the tests of a session. */
public sealed interface SessionTestEvent extends DomainEvent {

  /** The session that the test is taken in. */
  UUID sessionId();

  /** The definition of the test. */
  UUID testId();

  /** The status after the event. */
  long status();

  /** The page that the candidate is on after the event. */
  long currentPage();

  /** A test was added to a session. */
  @EventType(name = "SessionTestAssigned", meaning = "A test was put into a session.")
  record SessionTestAssigned(
      ObjectKey target,
      @Nullable UUID subject,
      UUID sessionId,
      UUID testId,
      long status,
      long currentPage,
      Delta delta)
      implements SessionTestEvent, Creates {}

  /** An office user changed a session test, or scores were written back. */
  @EventType(
      name = "SessionTestChanged",
      meaning = "An office user changed a session test, or scores were written back.")
  record SessionTestChanged(
      ObjectKey target,
      @Nullable UUID subject,
      UUID sessionId,
      UUID testId,
      long status,
      long currentPage,
      Delta delta)
      implements SessionTestEvent, Changes {}

  /** The candidate worked on a session test. */
  @EventType(name = "SessionTestAnswered", meaning = "The candidate worked on a session test.")
  record SessionTestAnswered(
      ObjectKey target,
      @Nullable UUID subject,
      UUID sessionId,
      UUID testId,
      long status,
      long currentPage,
      Delta delta)
      implements SessionTestEvent, Changes {}

  /** A finished session test was paid for, or cost nothing. */
  @EventType(
      name = "SessionTestBilled",
      meaning = "A finished session test was paid for, or cost nothing.")
  record SessionTestBilled(
      ObjectKey target, UUID sessionId, UUID testId, long status, long currentPage, Delta delta)
      implements SessionTestEvent, Changes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }

  /** A test was removed from a session. */
  @EventType(name = "SessionTestRemoved", meaning = "A test was taken out of a session.")
  record SessionTestRemoved(
      ObjectKey target, UUID sessionId, UUID testId, long status, long currentPage)
      implements SessionTestEvent, Removes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }
}
