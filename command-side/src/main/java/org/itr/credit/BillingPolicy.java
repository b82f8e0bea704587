package org.itr.credit;

import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.itr.objecttype.Views;
import org.itr.session.SessionStatus;
import org.itr.sessiontest.SessionTestEvent;
import org.itr.sessiontest.SessionTestEvent.SessionTestBilled;
import org.itr.sessiontest.SessionTestEvent.SessionTestRemoved;
import org.springframework.stereotype.Component;

/** Whenever a session test is posted as done and is not billed, then bill it. */
@Component
@ProcessingGroup("policies")
class BillingPolicy {

  private final Billing billing;
  private final Views views;

  BillingPolicy(Billing billing, Views views) {
    this.billing = billing;
    this.views = views;
  }

  @EventHandler
  void react(SessionTestEvent event, @Timestamp Instant when) {
    boolean nothingToPay =
        event instanceof SessionTestBilled || event instanceof SessionTestRemoved;
    if (!nothingToPay && event.status() >= SessionStatus.DONE) {
      views.find(event.target()).ifPresent(row -> billing.bill(event.target(), row, when));
    }
  }
}
