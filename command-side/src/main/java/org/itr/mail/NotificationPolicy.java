package org.itr.mail;

import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.itr.company.Companies;
import org.itr.credit.CreditEvent.CreditsRanLow;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.session.SessionEvent;
import org.itr.session.SessionEvent.SessionChanged;
import org.itr.session.SessionEvent.SessionPlanned;
import org.springframework.stereotype.Component;

/**
 * Whenever a session is done, those who asked for it get a mail; whenever credits run low, the
 * company's contact gets one.
 */
@Component
@ProcessingGroup("policies")
class NotificationPolicy {

  private static final long NOTIFIED = 31;

  private final Views views;
  private final Outbox outbox;

  NotificationPolicy(Views views, Outbox outbox) {
    this.views = views;
    this.outbox = outbox;
  }

  @EventHandler
  void react(SessionEvent event, @MessageIdentifier String cause) {
    boolean turnedDone =
        (event instanceof SessionChanged || event instanceof SessionPlanned)
            && event.delta().touches("Status")
            && event.delta().after("Status") instanceof Number status
            && status.longValue() == NOTIFIED;
    if (turnedDone) {
      views.find(event.target()).ifPresent(session -> tell(event.target(), session, cause));
    }
  }

  private void tell(ObjectKey target, Row session, String cause) {
    String addresses = session.text("EMailNotificationAdresses").strip();
    if (!session.flag("Active") || addresses.isEmpty()) {
      return;
    }
    UUID person = session.uuid("PersonID");
    outbox.put(
        UUID.fromString(cause),
        "session ready",
        target.space(),
        person.equals(Space.MASTER.id()) ? target.uuid() : person,
        new Outbox.Mail(
            addresses,
            "The session " + session.text("Description") + " is ready",
            "<p>The session <b>"
                + escaped(session.text("Description"))
                + "</b> is done. The results can be seen in the Internet Test Room.</p>"));
  }

  @EventHandler
  void react(CreditsRanLow event, @MessageIdentifier String cause) {
    views
        .find(ObjectKey.of(Companies.TYPE, Space.MASTER, event.target().uuid()))
        .filter(company -> !company.text("ContactEMail").isBlank())
        .ifPresent(
            company ->
                outbox.put(
                    UUID.fromString(cause),
                    "credits low",
                    Space.of(event.target().uuid()),
                    event.target().uuid(),
                    new Outbox.Mail(
                        company.text("ContactEMail").strip(),
                        "You are almost out of credits",
                        "<p>"
                            + escaped(company.text("CompanyName"))
                            + " has "
                            + company.number("CurrentCreditLevel")
                            + " credits left in the Internet Test Room.</p>")));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
