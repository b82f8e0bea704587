package org.itr.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.itr.event.DomainEvent;
import org.itr.event.MetaDataKeys;
import org.itr.event.RecordedEvent;
import org.itr.http.Ids;
import org.itr.login.Logins;
import org.itr.objecttype.Change;
import org.itr.objecttype.Field;
import org.itr.objecttype.Json;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.record.Tests;
import org.jspecify.annotations.Nullable;

/**
 * Tells events to auditors, by the names of the wire: who, when, from where, and what changed field
 * by field. It looks names of users up once each, so one is made for an answer.
 */
final class EventStories {

  private final Views views;
  private final UserNames users;
  private final Map<ObjectKey, String> names = new HashMap<>();
  private final Map<ObjectKey, String> tests = new HashMap<>();

  EventStories(Views views, UserNames users) {
    this.views = views;
    this.users = users;
  }

  /** An event without what it changed. */
  Map<String, @Nullable Object> head(RecordedEvent recorded) {
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("Moment", recorded.moment());
    told.put("Story", story(recorded));
    told.put("EventID", recorded.id());
    told.put("EventType", recorded.type());
    told.put("Revision", recorded.revision());
    told.put("SequenceNumber", recorded.sequenceNumber());
    told.put("UserID", recorded.metaData(MetaDataKeys.USER));
    told.put("UserName", userName(recorded));
    told.put("Address", recorded.metaData(MetaDataKeys.ADDRESS));
    told.put("Browser", recorded.metaData(MetaDataKeys.BROWSER));
    told.put("TokenSession", recorded.metaData(MetaDataKeys.TOKEN_SESSION));
    told.put("Command", recorded.metaData(MetaDataKeys.COMMAND));
    told.put("CorrelationID", recorded.metaData(MetaDataKeys.CORRELATION));
    told.put("CausationID", recorded.metaData(MetaDataKeys.CAUSATION));
    told.put("Erased", isErased(recorded));
    return told;
  }

  private String story(RecordedEvent recorded) {
    Space space = recorded.event().target().space();
    return AuditMessages.story(
        recorded.event(), recorded.message(), (name, value) -> shown(space, name, value));
  }

  /** A row of the search with its message as a sentence. */
  Row told(Row row) {
    String test = row.text("TestName");
    return field ->
        "Story".equals(field)
            ? AuditMessages.story(
                row.text("EventType"),
                row.text(field),
                row.text("OldData"),
                row.text("NewData"),
                (name, value) -> "TestID".equals(name) && !test.isEmpty() ? test : value)
            : row.get(field);
  }

  private String shown(Space space, String name, String value) {
    return "TestID".equals(name)
        ? Ids.find(value)
            .map(id -> testName(space, id))
            .filter(known -> !known.isEmpty())
            .orElse(value)
        : value;
  }

  /** The name of a test: the company's copy counts, else the master's; empty where it is gone. */
  String testName(Space space, UUID test) {
    return tests.computeIfAbsent(
        ObjectKey.of(Tests.TYPE, space, test),
        key -> views.findOrMaster(key).map(row -> row.text("TestName")).orElse(""));
  }

  /**
   * The name of the user as the search has it: in the company that the event is told in, or in the
   * user's own where it is of the server.
   */
  private String userName(RecordedEvent recorded) {
    Optional<UUID> user = Ids.find(recorded.metaData(MetaDataKeys.USER));
    if (user.isEmpty()) {
      return "";
    }
    Space space = recorded.event().target().space();
    Space told =
        space.isMaster()
            ? Ids.find(recorded.metaData(MetaDataKeys.COMPANY)).map(Space::of).orElse(space)
            : space;
    return names.computeIfAbsent(
        ObjectKey.of(Logins.TYPE, told, user.get()),
        key ->
            users.find(told, key.uuid()).or(() -> users.find(Space.MASTER, key.uuid())).orElse(""));
  }

  /** Whether the event had personal fields that nobody can read any more. */
  private static boolean isErased(RecordedEvent recorded) {
    DomainEvent event = recorded.event();
    ObjectType type = event.target().objectType();
    boolean isReadable =
        event.delta().changes().keySet().stream()
            .anyMatch(name -> type.find(name).filter(Field::isPersonal).isPresent());
    return !isReadable
        && Json.parse(recorded.payload()) instanceof Map<?, ?> payload
        && payload.containsKey("personal");
  }

  /**
   * The fields that an event changed, before and after; inside JSON the parts, by their JSON
   * pointers. What was not there before has no Before, and what is gone has no After.
   */
  static List<Map<String, @Nullable Object>> changes(DomainEvent event) {
    List<Map<String, @Nullable Object>> changes = new ArrayList<>();
    event
        .delta()
        .forEach(
            (name, change) -> {
              if (event.target().objectType().find(name).map(Field::isReturned).orElse(true)) {
                if (change instanceof Change.Value value) {
                  changes.add(change(name, "", value));
                } else if (change instanceof Change.Parts parts) {
                  parts
                      .byPointer()
                      .forEach((pointer, value) -> changes.add(change(name, pointer, value)));
                }
              }
            });
    return changes;
  }

  private static Map<String, @Nullable Object> change(
      String field, String part, Change.Value value) {
    Map<String, @Nullable Object> change = new LinkedHashMap<>();
    change.put("Field", field);
    change.put("Part", part);
    if (value.hasBefore()) {
      change.put("Before", value.before());
    }
    if (value.hasAfter()) {
      change.put("After", value.after());
    }
    return change;
  }
}
