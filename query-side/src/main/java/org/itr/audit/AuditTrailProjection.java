package org.itr.audit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.itr.audit.AuditEvent.AuditEntryHidden;
import org.itr.audit.AuditEvent.AuditNoteAdded;
import org.itr.company.Companies;
import org.itr.credit.CreditEvent.CreditsCharged;
import org.itr.event.DomainEvent;
import org.itr.event.MetaDataKeys;
import org.itr.objecttype.Change;
import org.itr.objecttype.Field;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Space;
import org.itr.person.PersonEvent.PersonErased;
import org.itr.record.GeneratedReports;
import org.itr.session.SessionEvent;
import org.itr.sessiontest.SessionTestEvent;
import org.itr.sessiontest.SessionTests;
import org.itr.view.JsonText;
import org.itr.view.Projection;
import org.itr.view.ProjectionOrder;
import org.itr.view.RowKey;
import org.itr.view.RowTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Tells every event as a row of the audit trail: once, in the words that the website knows, with
 * the fields that changed before and after. Answers and scores of candidates are not repeated here:
 * who may see them is decided where they are read, and they are in the history.
 */
@Component
@Order(ProjectionOrder.BEFORE_OBJECTS)
@ProcessingGroup("views")
class AuditTrailProjection implements Projection {

  private static final int LONGEST_VALUE = 4_000;
  private static final List<String> ANSWERS = List.of("Results", "Scores", "PluginData");
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final RowTypes rowTypes;
  @PersistenceContext private EntityManager entities;

  AuditTrailProjection(RowTypes rowTypes) {
    this.rowTypes = rowTypes;
  }

  @Override
  public List<String> tables() {
    return List.of(AuditTrail.TYPE.name());
  }

  @Override
  public List<String> lookUpIndexes() {
    return List.of("audittrail_by_subject");
  }

  @EventHandler
  void on(DomainEvent event, EventMessage<?> message) {
    AuditTrailRow row = new AuditTrailRow();
    ObjectType type = event.target().objectType();
    AuditMessages.Message text = AuditMessages.of(event);
    row.identify(spaceOf(event, message), UUID.fromString(message.getIdentifier()));
    row.companyId = row.space();
    row.objectId = uuid(event.target().id());
    row.userId = user(message);
    row.objectType = type.auditNumber();
    row.messageId = text.number();
    row.auditMessage = text.template();
    row.createDate = message.getTimestamp();
    row.sessionId = sessionOf(event);
    row.oldData = JsonText.write(before(event, type));
    row.newData = JsonText.write(after(event, type, message));
    row.subject(event.subject());
    if (event instanceof AuditNoteAdded note) {
      showNote(row, note);
    }
    entities.persist(row);
    if (event instanceof AuditEntryHidden hidden) {
      hide(hidden);
    }
    if (event instanceof PersonErased erased) {
      forget(erased.target().uuid());
    }
  }

  private void showNote(AuditTrailRow row, AuditNoteAdded note) {
    row.objectId = uuid(String.valueOf(note.delta().after("ObjectID")));
    row.objectType = (int) number(note.delta().after("ObjectType"));
    row.messageId = (int) number(note.delta().after("MessageID"));
    row.auditMessage = text(note.delta().after("AuditMessage"));
    row.oldData = text(note.delta().after("OldData"));
    row.newData = text(note.delta().after("NewData"));
    Object session = note.delta().after("SessionID");
    row.sessionId = session == null ? null : uuid((String) session);
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private void hide(AuditEntryHidden event) {
    AuditTrailRow hidden =
        entities.find(
            AuditTrailRow.class, new RowKey(event.target().space().id(), event.target().uuid()));
    if (hidden != null) {
      hidden.hidden = true;
    }
  }

  /**
   * Takes the person's data out of rows already written, as if the key had been gone when they
   * were.
   */
  private void forget(UUID person) {
    List<AuditTrailRow> rows =
        entities
            .createQuery(
                "select r from AuditTrailRow r where r.subject = :person", AuditTrailRow.class)
            .setParameter("person", person)
            .getResultList();
    for (AuditTrailRow row : rows) {
      ObjectType type = typeNumbered(row.objectType);
      row.oldData = withoutPersonalFields(type, row.oldData);
      row.newData = withoutPersonalFields(type, row.newData);
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
    if (!(JsonText.read(json) instanceof Map<?, ?> data)) {
      return json;
    }
    Map<Object, Object> kept = new LinkedHashMap<>(data);
    for (Field field : type.fields()) {
      if (field.isPersonal()) {
        kept.remove(field.name());
      }
    }
    return JsonText.write(kept);
  }

  private UUID spaceOf(DomainEvent event, EventMessage<?> message) {
    Space space = event.target().space();
    if (!space.isMaster()) {
      return space.id();
    }
    ObjectType type = event.target().objectType();
    if (type.equals(Companies.TYPE)) {
      return event.target().uuid();
    }
    if (type.isServerWide()) {
      return companyOfServerWide(event)
          .orElseGet(() -> uuidOrNone(message.getMetaData().get(MetaDataKeys.COMPANY)));
    }
    return space.id();
  }

  /**
   * The company that a grant or a token belongs to: told by the event that made it, else by its
   * row.
   */
  private Optional<UUID> companyOfServerWide(DomainEvent event) {
    if (event.delta().after("CompanyID") instanceof String company) {
      return Optional.of(UUID.fromString(company));
    }
    return rowTypes
        .find(event.target().type())
        .map(table -> table.find(entities, event.target()))
        .map(row -> row.uuid("CompanyID"));
  }

  private static @Nullable UUID sessionOf(DomainEvent event) {
    if (event instanceof SessionEvent) {
      return event.target().uuid();
    }
    if (event instanceof SessionTestEvent test) {
      return test.sessionId();
    }
    if (event instanceof CreditsCharged
        && event.delta().after("SessionID") instanceof String session) {
      return UUID.fromString(session);
    }
    if (event.target().type().equals(GeneratedReports.TYPE.name())
        && event.delta().after("LinkedObjectID") instanceof String session) {
      return UUID.fromString(session);
    }
    return null;
  }

  private static Map<String, Object> before(DomainEvent event, ObjectType type) {
    Map<String, Object> data = new LinkedHashMap<>();
    event
        .delta()
        .forEach(
            (name, change) -> {
              if (!isAnswer(type, name)) {
                if (change instanceof Change.Value value && value.hasBefore()) {
                  data.put(name, shortened(value.before()));
                } else if (change instanceof Change.Parts parts) {
                  Map<String, Object> byPointer = new LinkedHashMap<>();
                  parts
                      .byPointer()
                      .forEach(
                          (pointer, value) -> {
                            if (value.hasBefore()) {
                              byPointer.put(pointer, value.before());
                            }
                          });
                  if (!byPointer.isEmpty()) {
                    data.put(name, shortened(byPointer));
                  }
                }
              }
            });
    return data;
  }

  private static Map<String, Object> after(
      DomainEvent event, ObjectType type, EventMessage<?> message) {
    Map<String, Object> data = new LinkedHashMap<>();
    if (event instanceof SessionEvent.SessionPlanned planned) {
      data.put("SessionStatus", planned.status());
    } else if (event instanceof SessionEvent.SessionChanged changed) {
      data.put("SessionStatus", changed.status());
    } else if (event instanceof SessionTestEvent test) {
      data.put("CurrentPage", test.currentPage());
      data.put("TestID", test.testId().toString());
    }
    event
        .delta()
        .forEach(
            (name, change) -> {
              if (!isAnswer(type, name)) {
                if (change instanceof Change.Value value && value.hasAfter()) {
                  data.put(name, shortened(value.after()));
                } else if (change instanceof Change.Parts parts) {
                  Map<String, Object> byPointer = new LinkedHashMap<>();
                  parts
                      .byPointer()
                      .forEach(
                          (pointer, value) -> {
                            if (value.hasAfter()) {
                              byPointer.put(pointer, value.after());
                            }
                          });
                  data.put(name, shortened(byPointer));
                }
              }
            });
    if (event instanceof org.itr.login.LoginEvent.LoggedIn
        || event instanceof org.itr.login.LoginEvent.LoginRefused) {
      data.put("Address", message.getMetaData().get(MetaDataKeys.ADDRESS));
      data.put("Browser", message.getMetaData().get(MetaDataKeys.BROWSER));
    }
    if (event instanceof org.itr.token.TokenEvent.TokenEnded ended) {
      data.put("Reason", ended.reason());
    }
    return data;
  }

  private static boolean isAnswer(ObjectType type, String field) {
    return type.equals(SessionTests.TYPE) && ANSWERS.contains(field);
  }

  private static @Nullable Object shortened(@Nullable Object value) {
    String text = value instanceof String string ? string : JsonText.write(value);
    return text.length() <= LONGEST_VALUE ? value : "(" + text.length() + " characters)";
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
