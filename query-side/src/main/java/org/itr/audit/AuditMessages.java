package org.itr.audit;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;
import org.itr.access.AccessEvent;
import org.itr.company.CompanyEvent;
import org.itr.credit.CreditEvent;
import org.itr.event.DomainEvent;
import org.itr.event.EventType;
import org.itr.event.EventTypes;
import org.itr.file.FileEvent;
import org.itr.login.LoginEvent;
import org.itr.mail.MailEvent;
import org.itr.objecttype.ObjectType;
import org.itr.person.PersonEvent;
import org.itr.rebuild.RebuildEvent;
import org.itr.record.RecordEvent;
import org.itr.session.SessionEvent;
import org.itr.session.SessionStatus;
import org.itr.sessiontest.SessionTestEvent;
import org.itr.sessiontest.SessionTests;
import org.itr.setting.SettingEvent;
import org.itr.token.TokenEvent;
import org.itr.translation.TranslationEvent;
import org.itr.view.JsonText;

/**
 * The numbers and texts of the audit trail's messages. Six are given by the website, which
 * translates them by number and fills in the names; every other event is told by its meaning. A
 * number is never used again for something else.
 */
public final class AuditMessages {

  private static final String MAIL = "%%To%%, cc %%CC%%, bcc %%BCC%% with subject %%Subject%%";
  private static final Pattern NAME = Pattern.compile("%%([A-Za-z0-9]+)%%");
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
    number(RecordEvent.RecordChanged.class, 102);
    number(PersonEvent.PersonChanged.class, 102);
    number(PersonEvent.PersonDataHandedOut.class, 110);
    number(PersonEvent.StandInsForgotten.class, 111);
    number(LoginEvent.LoginChanged.class, 102);
    number(LoginEvent.LoggedIn.class, 110);
    number(LoginEvent.LoginRefused.class, 111);
    number(LoginEvent.PasswordSet.class, 112);
    number(LoginEvent.SecondFactorRegistered.class, 113);
    number(LoginEvent.SecondFactorConfirmed.class, 114);
    number(LoginEvent.PasswordResetRequested.class, 115);
    number(CompanyEvent.CompanyChanged.class, 102);
    number(CreditEvent.CreditGrantChanged.class, 102);
    number(CreditEvent.CreditUsageChanged.class, 102);
    number(CreditEvent.CreditLevelChanged.class, 110);
    number(CreditEvent.CreditsRanLow.class, 111);
    number(FileEvent.FileReplaced.class, 102);
    number(SettingEvent.SettingChanged.class, 102);
    number(TokenEvent.TokenMoved.class, 110);
    number(TranslationEvent.TranslationChanged.class, 102);
    number(AuditEvent.AuditEntryHidden.class, 110);
    number(RebuildEvent.RebuildFinished.class, 110);
    number(RebuildEvent.RebuildCancelled.class, 111);
    number(RebuildEvent.RebuildFailed.class, 112);
    number(AccessEvent.CallRefused.class, 120);
    number(AccessEvent.ResultsRead.class, 121);
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
      return test.status() < SessionStatus.DONE
          ? new Message(
              type, 2, "Session test updated for test %%TestID%% for page %%CurrentPage%%")
          : new Message(
              type,
              3,
              "Session test finished or viewed for test %%TestID%% at page %%CurrentPage%%");
    }
    if (event instanceof AccessEvent.CallRefused) {
      return new Message(
          type, numberOf(event.getClass()), "The call %%Call%% was refused: %%Reason%%");
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

  /** What an event tells of: most tell of changes. */
  static HistoryView.Kind kindOf(DomainEvent event) {
    if (event instanceof AccessEvent.ResultsRead) {
      return HistoryView.Kind.READ;
    }
    return event instanceof AccessEvent.CallRefused || event instanceof LoginEvent.LoginRefused
        ? HistoryView.Kind.REFUSAL
        : HistoryView.Kind.CHANGE;
  }

  /** An event in a sentence. */
  public static String sentence(
      DomainEvent event, EventMessage<?> message, BinaryOperator<String> shown) {
    ObjectType type = event.target().objectType();
    return sentence(
        of(event).template(),
        JsonText.write(AuditTrailProjection.before(event, type)),
        JsonText.write(AuditTrailProjection.after(event, type, message)),
        shown);
  }

  /**
   * The message as a sentence: names are filled in, and of a change that the message says nothing
   * more of, the fields that changed are named.
   *
   * @param template the text, with %%Name%% for values of NewData
   * @param oldData the JSON of what was before
   * @param newData the JSON of what is after
   * @param shown what to show of the value of a name
   */
  public static String sentence(
      String template, String oldData, String newData, BinaryOperator<String> shown) {
    Map<?, ?> after = fieldsOf(newData);
    Matcher names = NAME.matcher(template);
    if (names.find()) {
      return names.replaceAll(
          found ->
              Matcher.quoteReplacement(
                  after.containsKey(found.group(1))
                      ? shown.apply(found.group(1), String.valueOf(after.get(found.group(1))))
                      : "(not known any more)"));
    }
    Set<Object> changed = new LinkedHashSet<>(after.keySet());
    changed.addAll(fieldsOf(oldData).keySet());
    return changed.isEmpty()
        ? template
        : template
            + ": "
            + changed.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  /** The fields in the data of an entry; none in a note's, which can be any text. */
  private static Map<?, ?> fieldsOf(String data) {
    try {
      return JsonText.read(data) instanceof Map<?, ?> fields ? fields : Map.of();
    } catch (IllegalStateException noJson) {
      return Map.of();
    }
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
