package org.itr.mail;

import java.util.Locale;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.itr.company.Companies;
import org.itr.credit.CreditEvent.CreditsRanLow;
import org.itr.mail.Letter.Attachment;
import org.itr.mail.Outbox.Occasion;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.session.PublicSessions;
import org.itr.session.SessionEvent;
import org.itr.session.SessionEvent.SessionChanged;
import org.itr.session.SessionEvent.SessionPlanned;
import org.itr.sessiontest.ResultsFile;
import org.springframework.stereotype.Component;

/**
 * Whenever a session is done, those who asked for it get a mail, as do those who get a copy of all
 * mails of the company; whenever credits run low, the company's contact gets one.
 */
@Component
@ProcessingGroup("policies")
class NotificationPolicy {

  private static final long NOTIFIED = 31;

  private final Views views;
  private final Outbox outbox;
  private final MailServers servers;
  private final MailTexts texts;
  private final ResultsFile results;
  private final CommandGateway commands;

  NotificationPolicy(
      Views views,
      Outbox outbox,
      MailServers servers,
      MailTexts texts,
      ResultsFile results,
      CommandGateway commands) {
    this.views = views;
    this.outbox = outbox;
    this.servers = servers;
    this.texts = texts;
    this.results = results;
    this.commands = commands;
  }

  @EventHandler
  void react(SessionEvent event, @MessageIdentifier String cause) {
    boolean turnedDone =
        (event instanceof SessionChanged || event instanceof SessionPlanned)
            && event.delta().after("Status") instanceof Number status
            && status.longValue() == NOTIFIED;
    if (turnedDone) {
      views
          .find(event.target())
          .filter(session -> session.flag("Active"))
          .ifPresent(session -> tell(event.target(), session, UUID.fromString(cause)));
    }
  }

  private void tell(ObjectKey target, Row session, UUID cause) {
    Recipients asked = Addresses.named(session.text("EMailNotificationAdresses"));
    boolean isParticipation = session.number("SessionType") == PublicSessions.PARTICIPATION;
    if (asked.all().isEmpty() && isParticipation) {
      return;
    }
    boolean withResults = session.flag("EmailNotificationIncludeResults");
    // Results are for those who are named, and nobody else.
    Recipients recipients = withResults ? asked : servers.withCompanyCopy(target.space(), asked);
    Locale language = MailTexts.languageOfCaller();
    String description = session.text("Description");
    Letter letter =
        Letter.of(
            recipients,
            texts.plain("session-ready.subject", language, description),
            texts.html("session-ready.body", language, description));
    UUID person = session.uuid("PersonID");
    outbox.put(
        new Occasion(
            cause,
            Purposes.SESSION_READY,
            target.space(),
            person.equals(Space.MASTER.id()) ? target.uuid() : person,
            target.uuid(),
            null),
        withResults && !asked.all().isEmpty() ? letter.with(resultsOf(target)) : letter);
  }

  private Attachment resultsOf(ObjectKey session) {
    return new Attachment(
        ResultsFile.NAME,
        ResultsFile.TYPE,
        results.of(session, open -> Boolean.TRUE.equals(commands.sendAndWait(open))));
  }

  @EventHandler
  void react(CreditsRanLow event, @MessageIdentifier String cause) {
    Space space = Space.of(event.target().uuid());
    views
        .find(ObjectKey.of(Companies.TYPE, Space.MASTER, space.id()))
        .filter(company -> !company.text("ContactEMail").isBlank())
        .ifPresent(company -> warn(space, company, UUID.fromString(cause)));
  }

  private void warn(Space space, Row company, UUID cause) {
    Locale language = MailTexts.languageOfCaller();
    outbox.put(
        new Occasion(cause, Purposes.CREDITS_LOW, space, space.id(), null, null),
        Letter.of(
            servers.withCompanyCopy(space, Addresses.named(company.text("ContactEMail"))),
            texts.plain("credits-low.subject", language),
            texts.html(
                "credits-low.body",
                language,
                company.text("CompanyName"),
                Long.toString(company.number("CurrentCreditLevel")))));
  }
}
