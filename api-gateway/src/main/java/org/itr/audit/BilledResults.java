package org.itr.audit;

import org.itr.http.Caller;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Views;
import org.itr.sessiontest.SessionTests;
import org.springframework.stereotype.Component;

/** History is no way around the bill: results that are not paid for are not shown in it. */
@Component
class BilledResults {

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
  void check(ObjectKey object, Caller caller) {
    boolean isUnpaid =
        object.objectType().equals(SessionTests.TYPE)
            && !caller.isMaster()
            && views
                .find(object)
                .filter(row -> row.number("Status") >= DONE && !row.flag("Billed"))
                .isPresent();
    if (isUnpaid) {
      throw new Refusal(
          Refusal.Reason.FORBIDDEN,
          "The session test is not invoiced yet. Are you out of credits?");
    }
  }
}
