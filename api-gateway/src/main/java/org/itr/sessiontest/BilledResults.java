package org.itr.sessiontest;

import org.itr.http.Caller;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Views;
import org.springframework.stereotype.Component;

/**
 * Results that are not paid for are shown by no call but to those who answered, and to master
 * users.
 */
@Component
public class BilledResults {

  private static final int DONE = 30;

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
      views.find(object).filter(row -> isUnpaid(row, row)).ifPresent(row -> refuse());
    }
  }

  /**
   * Whether a session test has results that nobody paid for.
   *
   * @param shown the session test at the moment that is shown
   * @param now the same as it is now: what is paid for now may be seen as it was
   */
  static boolean isUnpaid(Row shown, Row now) {
    return shown.number("Status") >= DONE && !now.flag("Billed");
  }

  /** Refuses to show the results of a session test that is not paid for. */
  static void refuse() {
    throw new Refusal(
        Refusal.Reason.FORBIDDEN, "The session test is not invoiced yet. Are you out of credits?");
  }
}
