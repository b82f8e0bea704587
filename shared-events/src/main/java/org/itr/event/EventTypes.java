package org.itr.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.itr.access.AccessEvent;
import org.itr.audit.AuditEvent;
import org.itr.company.CompanyEvent;
import org.itr.credit.CreditEvent;
import org.itr.file.FileEvent;
import org.itr.login.LoginEvent;
import org.itr.mail.MailEvent;
import org.itr.person.PersonEvent;
import org.itr.privacy.PrivacyEvent;
import org.itr.rebuild.RebuildEvent;
import org.itr.record.RecordEvent;
import org.itr.session.SessionEvent;
import org.itr.sessiontest.SessionTestEvent;
import org.itr.setting.SettingEvent;
import org.itr.token.TokenEvent;
import org.itr.translation.TranslationEvent;

/** All event types, with the name under which each class is stored. */
public final class EventTypes {

  private static final List<Class<? extends DomainEvent>> FAMILIES =
      List.of(
          AccessEvent.class,
          AuditEvent.class,
          CompanyEvent.class,
          CreditEvent.class,
          FileEvent.class,
          LoginEvent.class,
          MailEvent.class,
          PersonEvent.class,
          PrivacyEvent.class,
          RebuildEvent.class,
          RecordEvent.class,
          SessionEvent.class,
          SessionTestEvent.class,
          SettingEvent.class,
          TokenEvent.class,
          TranslationEvent.class);

  private static final Map<String, Class<?>> BY_NAME = new HashMap<>();

  static {
    for (Class<?> family : FAMILIES) {
      for (Class<?> member : family.getPermittedSubclasses()) {
        EventType declared = declaration(member);
        if (BY_NAME.put(declared.name(), member) != null) {
          throw new IllegalStateException("Two events are named " + declared.name());
        }
      }
    }
  }

  private EventTypes() {}

  /** The families, each a sealed interface. */
  public static List<Class<? extends DomainEvent>> families() {
    return FAMILIES;
  }

  /** Every event class. */
  public static List<Class<?>> all() {
    return new ArrayList<>(BY_NAME.values());
  }

  /** The stored name and revision of an event class. */
  public static EventType declaration(Class<?> eventClass) {
    EventType declared = eventClass.getAnnotation(EventType.class);
    if (declared == null) {
      throw new IllegalStateException(eventClass.getName() + " has no @EventType");
    }
    return declared;
  }

  /**
   * The class with a stored name.
   *
   * @throws IllegalArgumentException when no event has that name
   */
  public static Class<?> named(String name) {
    Class<?> eventClass = BY_NAME.get(name);
    if (eventClass == null) {
      throw new IllegalArgumentException("No event is named " + name);
    }
    return eventClass;
  }
}
