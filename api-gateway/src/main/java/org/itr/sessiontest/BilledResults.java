package org.itr.sessiontest;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.itr.event.DomainEvent;
import org.itr.http.Caller;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.record.Tests;
import org.itr.session.SessionStatus;
import org.itr.sessiontest.SessionTestEvent.SessionTestBilled;
import org.itr.sessiontest.SessionTestEvent.SessionTestRemoved;
import org.itr.view.ObjectHistory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Results that are not paid for are shown to those who answered and to master users; to others only
 * while a public session goes on, together with all others' of it.
 */
@Component
public class BilledResults {

  private final Views views;
  private final ObjectHistory objects;

  BilledResults(Views views, ObjectHistory objects) {
    this.views = views;
    this.objects = objects;
  }

  /**
   * Checks that all results that an object ever had, if any, are paid for: history shows them also
   * after the session test was started again or removed.
   *
   * @throws Refusal when they are not, for all but master users
   */
  public void checkHistory(ObjectKey object, Caller caller) {
    if (object.objectType().equals(SessionTests.TYPE) && !caller.isMaster()) {
      Bill bill = new Bill();
      objects.read(object, recorded -> bill.take(recorded.event()));
      bill.unpaid().stream()
          .filter(test -> hasPrice(object.space(), test))
          .findAny()
          .ifPresent(test -> refuse());
    }
  }

  /**
   * Checks that the results that a session test has now are paid for.
   *
   * @throws Refusal when they are not, for all but master users
   */
  void check(Space space, Row sessionTest, Caller caller) {
    if (isUnpaid(sessionTest)
        && !caller.isMaster()
        && hasPrice(space, sessionTest.uuid("TestID"))) {
      refuse();
    }
  }

  /** Where the definition of the test is gone there is nothing to pay. */
  private boolean hasPrice(Space space, UUID test) {
    return views.findOrMaster(ObjectKey.of(Tests.TYPE, space, test)).isPresent();
  }

  /** Whether a session test has results that nobody paid for. */
  static boolean isUnpaid(Row sessionTest) {
    return sessionTest.number("Status") >= SessionStatus.DONE && !sessionTest.flag("Billed");
  }

  /** Refuses to show the results of a session test that is not paid for. */
  static void refuse() {
    throw new Refusal(
        Refusal.Reason.FORBIDDEN, "The session test is not invoiced yet. Are you out of credits?");
  }

  /** What the events of a session test tell of its payment, one after another. */
  private static final class Bill {

    private final List<UUID> left = new ArrayList<>();
    private @Nullable UUID done;
    private boolean billed;

    /** Takes the next event, and wants the one after it. */
    boolean take(DomainEvent event) {
      if (event instanceof SessionTestRemoved) {
        left.addAll(unpaidNow());
        done = null;
        billed = false;
      } else if (event instanceof SessionTestBilled) {
        billed = true;
      } else if (event instanceof SessionTestEvent test && test.status() >= SessionStatus.DONE) {
        done = test.testId();
      }
      return true;
    }

    private List<UUID> unpaidNow() {
      return done == null || billed ? List.of() : List.of(done);
    }

    /** The tests that were done and never paid for. */
    List<UUID> unpaid() {
      List<UUID> unpaid = new ArrayList<>(left);
      unpaid.addAll(unpaidNow());
      return unpaid;
    }
  }
}
