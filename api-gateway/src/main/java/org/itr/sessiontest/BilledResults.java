package org.itr.sessiontest;

import java.util.UUID;
import org.itr.http.Caller;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.record.Tests;
import org.itr.session.SessionStatus;
import org.springframework.stereotype.Component;

/**
 * Results that are not paid for are shown to those who answered and to master users; to others only
 * while a public session goes on, together with all others' of it.
 */
@Component
public class BilledResults {

  private final Views views;

  BilledResults(Views views) {
    this.views = views;
  }

  /**
   * Checks that the results of an object, if it has any, are paid for.
   *
   * @throws Refusal when they are not, for all but master users
   */
  public void check(ObjectKey object, Caller caller) {
    if (object.objectType().equals(SessionTests.TYPE) && !caller.isMaster()) {
      views
          .find(object)
          .filter(row -> isUnpaid(row, row) && hasPrice(object.space(), row.uuid("TestID")))
          .ifPresent(row -> refuse());
    }
  }

  /** Where the definition of the test is gone there is nothing to pay. */
  private boolean hasPrice(Space space, UUID test) {
    return views.findOrMaster(ObjectKey.of(Tests.TYPE, space, test)).isPresent();
  }

  /**
   * Whether a session test has results that nobody paid for.
   *
   * @param shown the session test at the moment that is shown
   * @param now the same as it is now: what is paid for now may be seen as it was
   */
  static boolean isUnpaid(Row shown, Row now) {
    return shown.number("Status") >= SessionStatus.DONE && !now.flag("Billed");
  }

  /** Refuses to show the results of a session test that is not paid for. */
  static void refuse() {
    throw new Refusal(
        Refusal.Reason.FORBIDDEN, "The session test is not invoiced yet. Are you out of credits?");
  }
}
