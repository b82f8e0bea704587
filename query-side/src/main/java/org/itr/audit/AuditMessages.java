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
import org.itr.objecttype.Json;
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

/**
 * The numbers and texts of the audit trail's messages. Six are defined by the website, which
 * translates them by number and fills in the names; every other event is described by its meaning.
 * Numbers are never reused.
 */
public final class AuditMessages {

  private static final String MAIL = "%%To%%, cc %%CC%%, bcc %%BCC%% with subject %%Subject%%";
  private static final Pattern NAME = Pattern.compile("%%([A-Za-z0-9]+)%%");
  private static final Map<Class<?>, Integer> NUMBERS = new HashMap<>();

  /**
   * What an auditor reads in place of texts that the website has for several events. The view that
   * auditors search has them, too.
   */
  static final Map<String, String> STORIES =
      Map.of(
          "SessionPlanned", "Session planned with status %%SessionStatus%%",
          "SessionChanged", "Session changed, status %%SessionStatus%%",
          "SessionTestAssigned", "Test %%TestID%% added to the session",
          "SessionTestChanged", "Session test %%TestID%% changed",
          "SessionTestBilled", "Session test %%TestID%% billed");

  /** Events whose sentence goes on with the fields that changed. */
  private static final Set<String> NAMES_FIELDS = Set.of("SessionChanged", "SessionTestChanged");

  /** What the data of an entry has beside the fields that changed. */
  private static final Set<String> TOLD_BESIDE = Set.of("SessionStatus", "TestID", "CurrentPage");

  /** Events that begin an object: every field of it is new. */
  private static final Set<String> NEW =
      EventTypes.all().stream()
          .filter(DomainEvent.Creates.class::isAssignableFrom)
          .map(event -> EventTypes.declaration(event).name())
          .collect(Collectors.toUnmodifiableSet());

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
    if (event instanceof RecordEvent record) {
      return new Message(type, numberOf(event.getClass()), told(record));
    }
    if (event instanceof AccessEvent.CallRefused) {
      return new Message(
          type, numberOf(event.getClass()), "The call %%Call%% was refused: %%Reason%%");
    }
    if (event instanceof MailEvent.MailSent) {
      return new Message(type, 1, "EMail sent to " + MAIL);
    }
    if (event instanceof MailEvent.MailQueued) {
      return new Message(type, numberOf(event.getClass()), "EMail queued for " + MAIL);
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
  public static String story(
      DomainEvent event, EventMessage<?> message, BinaryOperator<String> shown) {
    ObjectType type = event.target().objectType();
    return story(
        EventTypes.declaration(event.getClass()).name(),
        of(event).template(),
        Json.write(AuditTrailProjection.before(event, type)),
        Json.write(AuditTrailProjection.after(event, type, message)),
        shown);
  }

  /**
   * An entry of the trail as a sentence: names are filled in, and the fields that changed are
   * named. Where the website's text does not tell one event from another, the story does.
   *
   * @param eventType the name of the event
   * @param template the text, with %%Name%% for values of NewData
   * @param oldData the JSON of what was before
   * @param newData the JSON of what is after
   * @param shown what to show of the value of a name
   */
  public static String story(
      String eventType,
      String template,
      String oldData,
      String newData,
      BinaryOperator<String> shown) {
    Map<?, ?> after = fieldsOf(newData);
    Set<Object> changed = new LinkedHashSet<>(after.keySet());
    changed.addAll(fieldsOf(oldData).keySet());
    changed.removeAll(TOLD_BESIDE);
    String text = STORIES.getOrDefault(eventType, template);
    Matcher names = NAME.matcher(text);
    boolean isFilledIn = names.find();
    String filledIn =
        names.replaceAll(
            found ->
                Matcher.quoteReplacement(
                    after.containsKey(found.group(1))
                        ? shown.apply(found.group(1), String.valueOf(after.get(found.group(1))))
                        : "(no longer known)"));
    boolean namesFields = isFilledIn ? NAMES_FIELDS.contains(eventType) : !NEW.contains(eventType);
    return namesFields && !changed.isEmpty()
        ? filledIn + ": " + changed.stream().map(Object::toString).collect(Collectors.joining(", "))
        : filledIn;
  }

  /** The fields in the data of an entry; none in a note's, which can be any text. */
  private static Map<?, ?> fieldsOf(String data) {
    try {
      return Json.parse(data) instanceof Map<?, ?> fields ? fields : Map.of();
    } catch (IllegalArgumentException noJson) {
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

  /** Records have their kind in common with nothing but their events. */
  private static String told(RecordEvent event) {
    String kind = event.target().type();
    if (event instanceof RecordEvent.RecordAdded) {
      return "Added to " + kind;
    }
    return (event instanceof RecordEvent.RecordChanged ? "Changed in " : "Removed from ") + kind;
  }

  private static String meaning(Class<?> event) {
    EventType declared = EventTypes.declaration(event);
    String meaning = declared.meaning();
    return meaning.endsWith(".") ? meaning.substring(0, meaning.length() - 1) : meaning;
  }
}
