package org.itr.audit;

import java.util.HashMap;
import java.util.Map;
import org.itr.event.DomainEvent;
import org.itr.event.EventType;
import org.itr.event.EventTypes;
import org.itr.mail.MailEvent;
import org.itr.session.SessionEvent;
import org.itr.sessiontest.SessionTestEvent;
import org.itr.sessiontest.SessionTests;

/**
 * The numbers and texts of the audit trail's messages. Six are given by the website, which
 * translates them by number and fills in the names; every other event is told by its meaning. A
 * number is never used again for something else.
 */
public final class AuditMessages {

  private static final long DONE = 30;
  private static final String MAIL = "%%To%%, cc %%CC%%, bcc %%BCC%% with subject %%Subject%%";
  private static final Map<Class<?>, Integer> NUMBERS = new HashMap<>();

  static {
    number(SessionEvent.SessionRemoved.class, 10);
    number(SessionTestEvent.SessionTestBilled.class, 10);
    number(MailEvent.MailQueued.class, 2);
    number(MailEvent.MailFailed.class, 3);
    for (Class<?> event : EventTypes.all()) {
      if (!NUMBERS.containsKey(event)) {
        if (DomainEvent.Creates.class.isAssignableFrom(event)) {
          number(event, 101);
        } else if (DomainEvent.Removes.class.isAssignableFrom(event)) {
          number(event, 103);
        }
      }
    }
    number(org.itr.record.RecordEvent.RecordChanged.class, 102);
    number(org.itr.person.PersonEvent.PersonChanged.class, 102);
    number(org.itr.login.LoginEvent.LoginChanged.class, 102);
    number(org.itr.login.LoginEvent.LoggedIn.class, 110);
    number(org.itr.login.LoginEvent.LoginRefused.class, 111);
    number(org.itr.login.LoginEvent.PasswordSet.class, 112);
    number(org.itr.login.LoginEvent.SecondFactorRegistered.class, 113);
    number(org.itr.login.LoginEvent.SecondFactorConfirmed.class, 114);
    number(org.itr.login.LoginEvent.PasswordResetRequested.class, 115);
    number(org.itr.company.CompanyEvent.CompanyChanged.class, 102);
    number(org.itr.credit.CreditEvent.CreditGrantChanged.class, 102);
    number(org.itr.credit.CreditEvent.CreditUsageChanged.class, 102);
    number(org.itr.credit.CreditEvent.CreditLevelChanged.class, 110);
    number(org.itr.credit.CreditEvent.CreditsRanLow.class, 111);
    number(org.itr.file.FileEvent.FileReplaced.class, 102);
    number(org.itr.setting.SettingEvent.SettingChanged.class, 102);
    number(org.itr.token.TokenEvent.TokenMoved.class, 110);
    number(org.itr.translation.TranslationEvent.TranslationChanged.class, 102);
    number(AuditEvent.AuditEntryHidden.class, 110);
    number(org.itr.rebuild.RebuildEvent.RebuildFinished.class, 110);
    number(org.itr.rebuild.RebuildEvent.RebuildCancelled.class, 111);
    number(org.itr.rebuild.RebuildEvent.RebuildFailed.class, 112);
  }

  private AuditMessages() {}

  private static void number(Class<?> event, int number) {
    NUMBERS.put(event, number);
  }

  /**
   * What the audit trail says of an event.
   *
   * @param objectType the ObjectType
   * @param number the MessageID, unique within its ObjectType
   * @param template the text, with %%Name%% for values of NewData
   */
  public record Message(int objectType, int number, String template) {}

  /** The message of an event. */
  public static Message of(DomainEvent event) {
    if (event instanceof SessionEvent.SessionTestsRedefined) {
      return new Message(
          SessionTests.TYPE.auditNumber(), 5, "Session update : all ready tests will be redefined");
    }
    int type = event.target().objectType().auditNumber();
    if (event instanceof SessionEvent && !(event instanceof SessionEvent.SessionRemoved)) {
      return new Message(type, 1, "Session updated to status %%SessionStatus%%");
    }
    if (event instanceof SessionTestEvent.SessionTestRemoved) {
      return new Message(type, 4, "Session test deleted from session");
    }
    if (event instanceof SessionTestEvent test
        && !(event instanceof SessionTestEvent.SessionTestBilled)) {
      return test.status() < DONE
          ? new Message(
              type, 2, "Session test updated for test %%TestID%% for page %%CurrentPage%%")
          : new Message(
              type,
              3,
              "Session test finished or viewed for test %%TestID%% at page %%CurrentPage%%");
    }
    if (event instanceof MailEvent.MailSent) {
      return new Message(type, 1, "EMail sent to " + MAIL);
    }
    if (event instanceof MailEvent.MailQueued) {
      return new Message(type, numberOf(event.getClass()), "EMail waits to be sent to " + MAIL);
    }
    if (event instanceof MailEvent.MailFailed) {
      return new Message(
          type, numberOf(event.getClass()), "EMail not sent to " + MAIL + ": %%Failure%%");
    }
    return new Message(type, numberOf(event.getClass()), meaning(event.getClass()));
  }

  /** The MessageID of an event that the website has no text for. */
  public static int numberOf(Class<?> event) {
    Integer number = NUMBERS.get(event);
    if (number == null) {
      throw new IllegalStateException(event.getSimpleName() + " has no number in the audit trail");
    }
    return number;
  }

  private static String meaning(Class<?> event) {
    EventType declared = EventTypes.declaration(event);
    String meaning = declared.meaning();
    return meaning.endsWith(".") ? meaning.substring(0, meaning.length() - 1) : meaning;
  }
}
