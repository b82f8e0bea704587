package org.itr.audit;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.axonframework.eventhandling.EventMessage;
import org.itr.access.AccessEvent.ResultsRead;
import org.itr.audit.AuditEvent.AuditEntryHidden;
import org.itr.audit.AuditEvent.AuditNoteAdded;
import org.itr.company.Companies;
import org.itr.credit.CreditUsages;
import org.itr.event.DomainEvent;
import org.itr.event.EventTypes;
import org.itr.event.MetaDataKeys;
import org.itr.file.FileEvent;
import org.itr.file.StoredFiles;
import org.itr.login.LoginEvent;
import org.itr.mail.MailEvent;
import org.itr.objecttype.Change;
import org.itr.objecttype.Delta;
import org.itr.objecttype.Field;
import org.itr.objecttype.Json;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.person.PersonEvent.PersonErased;
import org.itr.person.PersonEvent.StandInsForgotten;
import org.itr.record.GeneratedReports;
import org.itr.record.OwnSubject;
import org.itr.record.RecordEvent.RecordRemoved;
import org.itr.session.SessionEvent;
import org.itr.sessiontest.SessionTestEvent;
import org.itr.setting.SettingEvent;
import org.itr.setting.SystemSettings;
import org.itr.view.ObjectProjection;
import org.itr.view.Projection;
import org.itr.view.ProjectionOrder;
import org.itr.view.RowChanges;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Records every event as a row of the audit trail, with the message that the website knows and the
 * changed fields before and after. Results are not repeated here: access to them is decided where
 * they are read, and they are in the history.
 */
@Component
@Order(ProjectionOrder.BEFORE_OBJECTS)
class AuditTrailProjection implements Projection {

  private static final int LONGEST_VALUE = 4_000;

  /** The JSON pointer to all of a document. */
  private static final String WHOLE = "";

  /** By type, the field with the session that an object was made for. */
  private static final Map<String, String> LINKS_TO_SESSIONS =
      Map.of(CreditUsages.TYPE.name(), "SessionID", GeneratedReports.TYPE.name(), "LinkedObjectID");

  private static final String HIDE =
      "update audittrail set hidden = true where space = ? and id = ?";
  private static final String ABOUT_A_PERSON =
      "select space, id, object_type, old_data, new_data from audittrail"
          + " where space = ? and subject = ?";
  private static final String REPLACE_DATA =
      "update audittrail set old_data = ?, new_data = ? where space = ? and id = ?";
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  @Override
  public List<String> tables() {
    return List.of(AuditTrail.TYPE.name());
  }

  @Override
  public List<String> lookUpIndexes() {
    return List.of("audittrail_by_subject");
  }

  @Override
  public List<Class<? extends Projection>> reads() {
    return List.of(ObjectProjection.class);
  }

  @Override
  public void on(DomainEvent event, EventMessage<?> message, RowChanges rows) {
    ObjectType type = event.target().objectType();
    AuditMessages.Message text = AuditMessages.of(event);
    UUID space = spaceOf(event, message, rows);
    UUID id =
        event instanceof AuditNoteAdded
            ? event.target().uuid()
            : UUID.fromString(message.getIdentifier());
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("ObjectID", objectOf(event));
    row.put("CompanyID", space);
    row.put("UserID", user(message));
    row.put("ObjectType", text.objectType());
    row.put("MessageID", text.number());
    row.put("AuditMessage", text.template());
    row.put("CreateDate", message.getTimestamp());
    row.put("SessionID", sessionOf(event, rows));
    row.put("Kind", AuditMessages.kindOf(event).name());
    row.put("EventType", EventTypes.declaration(event.getClass()).name());
    row.put("Address", message.getMetaData().get(MetaDataKeys.ADDRESS));
    row.put("CorrelationID", correlation(message));
    row.put("OldData", Json.write(before(event, type)));
    row.put("NewData", Json.write(after(event, type, message)));
    if (event instanceof AuditNoteAdded note) {
      showNote(row, note);
    }
    rows.create(
        ObjectKey.of(AuditTrail.TYPE, Space.of(space), id), event.subject(), Delta.NONE, row);
    if (event instanceof AuditEntryHidden) {
      rows.afterwards(HIDE, event.target().space().id(), event.target().uuid());
    }
    if (event instanceof PersonErased) {
      forget(event.target().space(), event.target().uuid(), rows);
    } else if (event instanceof StandInsForgotten forgotten) {
      forgotten.standIns().forEach(standIn -> forget(event.target().space(), standIn, rows));
    } else if (event instanceof RecordRemoved && type.hasPersonalFields()) {
      forget(event.target().space(), OwnSubject.of(event.target()), rows);
    }
  }

  private static void showNote(Map<String, @Nullable Object> row, AuditNoteAdded note) {
    Object object = note.delta().after("ObjectID");
    row.put("ObjectID", object == null ? Space.MASTER.id() : uuid((String) object));
    row.put("ObjectType", (int) number(note.delta().after("ObjectType")));
    row.put("MessageID", (int) number(note.delta().after("MessageID")));
    row.put("AuditMessage", text(note.delta().after("AuditMessage")));
    row.put("OldData", text(note.delta().after("OldData")));
    row.put("NewData", text(note.delta().after("NewData")));
    Object session = note.delta().after("SessionID");
    row.put("SessionID", session == null ? null : uuid((String) session));
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  /**
   * Takes the person's data out of rows already written, as if the key had been gone when they
   * were.
   */
  private static void forget(Space space, UUID subject, RowChanges rows) {
    for (Map<String, Object> row : rows.query(ABOUT_A_PERSON, space.id(), subject)) {
      ObjectType type = typeNumbered((Integer) row.get("object_type"));
      rows.afterwards(
          REPLACE_DATA,
          withoutPersonalFields(type, (String) row.get("old_data")),
          withoutPersonalFields(type, (String) row.get("new_data")),
          row.get("space"),
          row.get("id"));
    }
  }

  private static ObjectType typeNumbered(int number) {
    for (ObjectType type : org.itr.objecttype.ObjectTypes.all()) {
      if (type.auditNumber() == number) {
        return type;
      }
    }
    throw new IllegalStateException("No object type has the number " + number);
  }

  private static String withoutPersonalFields(ObjectType type, String json) {
    if (!(Json.parse(json) instanceof Map<?, ?> data)) {
      return json;
    }
    Map<Object, Object> kept = new LinkedHashMap<>(data);
    for (Field field : type.fields()) {
      if (field.isPersonal()) {
        kept.remove(field.name());
      }
    }
    return Json.write(kept);
  }

  private static UUID spaceOf(DomainEvent event, EventMessage<?> message, RowChanges rows) {
    Space space = event.target().space();
    if (!space.isMaster()) {
      return space.id();
    }
    ObjectType type = event.target().objectType();
    if (type.equals(Companies.TYPE)) {
      return event.target().uuid();
    }
    if (type.isServerWide()) {
      return companyOfServerWide(event, rows)
          .orElseGet(() -> uuidOrNone(message.getMetaData().get(MetaDataKeys.COMPANY)));
    }
    return space.id();
  }

  /**
   * The company that a grant or a token belongs to: told by the event that made it, else by its
   * row. A translation belongs to none.
   */
  private static Optional<UUID> companyOfServerWide(DomainEvent event, RowChanges rows) {
    if (event.delta().after("CompanyID") instanceof String company) {
      return Optional.of(UUID.fromString(company));
    }
    return event
        .target()
        .objectType()
        .find("CompanyID")
        .flatMap(
            field ->
                Optional.ofNullable(rows.find(event.target())).map(row -> row.uuid(field.name())));
  }

  private static @Nullable UUID sessionOf(DomainEvent event, RowChanges rows) {
    if (event instanceof SessionEvent) {
      return event.target().uuid();
    }
    if (event instanceof SessionTestEvent test) {
      return test.sessionId();
    }
    if (event instanceof MailEvent mail) {
      return mail.sessionId();
    }
    if (event instanceof ResultsRead read) {
      return read.sessionId();
    }
    String link = LINKS_TO_SESSIONS.get(event.target().type());
    if (link == null) {
      return null;
    }
    if (event.delta().after(link) instanceof String session) {
      return UUID.fromString(session);
    }
    Row row = rows.find(event.target());
    UUID session = row == null ? Space.MASTER.id() : row.uuid(link);
    return session.equals(Space.MASTER.id()) ? null : session;
  }

  static Map<String, Object> before(DomainEvent event, ObjectType type) {
    Map<String, Object> data = new LinkedHashMap<>();
    put(data, event, type, Change.Value::hasBefore, Change.Value::before);
    return data;
  }

  /** Puts in one side of what changed, but for results. */
  private static void put(
      Map<String, Object> data,
      DomainEvent event,
      ObjectType type,
      Predicate<Change.Value> has,
      Function<Change.Value, @Nullable Object> side) {
    event
        .delta()
        .forEach(
            (name, change) -> {
              if (type.find(name).filter(Field::isResult).isPresent()) {
                return;
              }
              if (change instanceof Change.Value value && has.test(value)) {
                data.put(name, shortened(side.apply(value)));
              } else if (change instanceof Change.Parts parts) {
                Map<String, Object> byPointer = new LinkedHashMap<>();
                parts
                    .byPointer()
                    .forEach(
                        (pointer, value) -> {
                          if (has.test(value)) {
                            byPointer.put(pointer, side.apply(value));
                          }
                        });
                if (!byPointer.isEmpty()) {
                  data.put(name, shortened(wholeOr(byPointer)));
                }
              }
            });
  }

  /** What changed within JSON by its place; where all of it changed, just that. */
  private static @Nullable Object wholeOr(Map<String, Object> byPointer) {
    return byPointer.size() == 1 && byPointer.containsKey(WHOLE) ? byPointer.get(WHOLE) : byPointer;
  }

  static Map<String, Object> after(DomainEvent event, ObjectType type, EventMessage<?> message) {
    Map<String, Object> data = new LinkedHashMap<>();
    if (event instanceof SessionEvent.SessionPlanned planned) {
      data.put("SessionStatus", planned.status());
    } else if (event instanceof SessionEvent.SessionChanged changed) {
      data.put("SessionStatus", changed.status());
    } else if (event instanceof SessionTestEvent test) {
      if (!(event instanceof SessionTestEvent.SessionTestRemoved)) {
        data.put("CurrentPage", test.currentPage());
      }
      data.put("TestID", test.testId().toString());
    } else if (event instanceof SettingEvent) {
      // The ID of the object is a number made of the name, which nobody could tell it by.
      data.put(SystemSettings.TYPE.key(), event.target().id());
    }
    put(data, event, type, Change.Value::hasAfter, Change.Value::after);
    if (isAttempt(event)) {
      data.put("Address", message.getMetaData().get(MetaDataKeys.ADDRESS));
      data.put("Browser", message.getMetaData().get(MetaDataKeys.BROWSER));
    }
    if (event instanceof org.itr.token.TokenEvent.TokenEnded ended) {
      data.put("Reason", ended.reason());
    }
    return data;
  }

  /** Whether somebody tried to get in, or to change how: then it matters from where. */
  private static boolean isAttempt(DomainEvent event) {
    return event instanceof LoginEvent
        && !(event instanceof DomainEvent.Creates
            || event instanceof LoginEvent.LoginChanged
            || event instanceof DomainEvent.Removes);
  }

  private static @Nullable Object shortened(@Nullable Object value) {
    String text = value instanceof String string ? string : Json.write(value);
    return text.length() <= LONGEST_VALUE ? value : "(" + text.length() + " characters)";
  }

  /** A file is found in the trail by the object that it belongs to. */
  private static UUID objectOf(DomainEvent event) {
    return event instanceof FileEvent
        ? StoredFiles.objectOf(event.target())
        : uuid(event.target().id());
  }

  private static @Nullable UUID correlation(EventMessage<?> message) {
    UUID id = uuidOrNone(message.getMetaData().get(MetaDataKeys.CORRELATION));
    return id.equals(Space.MASTER.id()) ? null : id;
  }

  private static UUID user(EventMessage<?> message) {
    return uuidOrNone(message.getMetaData().get(MetaDataKeys.USER));
  }

  private static UUID uuidOrNone(@Nullable Object text) {
    return text instanceof String string && UUID_FORM.matcher(string).matches()
        ? UUID.fromString(string)
        : Space.MASTER.id();
  }

  private static UUID uuid(String id) {
    return UUID_FORM.matcher(id).matches()
        ? UUID.fromString(id)
        : UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
  }
}
