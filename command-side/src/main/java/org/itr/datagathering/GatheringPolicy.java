package org.itr.datagathering;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.itr.company.Companies;
import org.itr.objecttype.Field;
import org.itr.objecttype.Json;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.person.Persons;
import org.itr.record.Groups;
import org.itr.record.RecordCommand.RemoveRecord;
import org.itr.record.RecordCommand.SaveRecord;
import org.itr.record.Tests;
import org.itr.session.SessionEvent.SessionChanged;
import org.itr.session.SessionStatus;
import org.itr.session.Sessions;
import org.itr.sessiontest.SessionTestEvent;
import org.itr.sessiontest.SessionTestEvent.SessionTestBilled;
import org.itr.sessiontest.SessionTestEvent.SessionTestRemoved;
import org.itr.sessiontest.SessionTests;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whenever a session test is posted as done, its anonymised results are gathered for research, one
 * row per session and test, unless the session test forbids it, in which case earlier results are
 * removed.
 */
@Component
@ProcessingGroup("policies")
class GatheringPolicy {

  private static final String ANONYMISED = "*ANONIMISED*";
  private static final List<String> OF_THE_PERSON =
      List.of("Sex", "DateOfLastTest", "BirthDate", "Age", "UserDefinedFields");
  private static final List<String> OF_THE_SESSION =
      List.of("SessionType", "Goal", "UsedBatteryIDs", "UserDefinedFields", "StartedAt", "EndedAt");
  private static final List<String> OF_THE_GROUP = List.of("GroupType", "UserDefinedFields");

  private final Views views;
  private final CommandGateway commands;

  GatheringPolicy(Views views, CommandGateway commands) {
    this.views = views;
    this.commands = commands;
  }

  @EventHandler
  void react(SessionTestEvent event) {
    if (event instanceof SessionTestBilled
        || event instanceof SessionTestRemoved
        || event.status() < SessionStatus.DONE) {
      return;
    }
    views.find(event.target()).ifPresent(row -> gather(event.target().space(), row));
  }

  /** The website ends a session after its last test, and then it is known when that was. */
  @EventHandler
  void react(SessionChanged event) {
    if (!event.delta().touches("EndedAt")) {
      return;
    }
    Space space = event.target().space();
    for (Row sessionTest :
        views.findBy(SessionTests.TYPE, space, "SessionID", event.target().uuid())) {
      if (sessionTest.number("Status") >= SessionStatus.DONE) {
        gather(space, sessionTest);
      }
    }
  }

  private void gather(Space space, Row sessionTest) {
    ObjectKey row = rowOf(space, sessionTest.uuid("SessionID"), sessionTest.uuid("TestID"));
    if (isAllowed(sessionTest)) {
      save(row, sessionTest);
    } else if (views.find(row).isPresent()) {
      commands.sendAndWait(new RemoveRecord(row));
    }
  }

  private static boolean isAllowed(Row sessionTest) {
    return !(Json.parse(sessionTest.text("PluginData")) instanceof Map<?, ?> pluginData
        && pluginData.get("DataGathering") instanceof Map<?, ?> gathering
        && Boolean.FALSE.equals(gathering.get("Allowed")));
  }

  private void save(ObjectKey gathered, Row sessionTest) {
    Space space = gathered.space();
    UUID sessionId = sessionTest.uuid("SessionID");
    UUID testId = sessionTest.uuid("TestID");
    UUID personId = sessionTest.uuid("PersID");
    Optional<Row> session = find(Sessions.TYPE, space, sessionId);
    Optional<Row> person = find(Persons.TYPE, space, personId);
    Optional<Row> group = session.flatMap(row -> find(Groups.TYPE, space, row.uuid("GroupID")));
    Optional<Row> test = views.findOrMaster(ObjectKey.of(Tests.TYPE, space, testId));
    Optional<Row> company = find(Companies.TYPE, Space.MASTER, space.id());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("CompanyID", space.id().toString());
    fields.put("SessionID", sessionId.toString());
    fields.put("TestID", testId.toString());
    fields.put("PersonData", Json.write(picked(Persons.TYPE, person, OF_THE_PERSON)));
    fields.put("GroupData", Json.write(picked(Groups.TYPE, group, OF_THE_GROUP)));
    fields.put("SessionData", Json.write(picked(Sessions.TYPE, session, OF_THE_SESSION)));
    fields.put("TestData", Json.write(anonymised(sessionTest)));
    fields.put("SessionDescription", session.map(row -> row.text("Description")).orElse(""));
    fields.put("TestDescription", test.map(row -> row.text("Description")).orElse(""));
    fields.put("CompanyDescription", company.map(row -> row.text("CompanyName")).orElse(""));
    fields.put("GroupDescription", group.map(row -> row.text("Description")).orElse(""));
    fields.put(
        "SessionEndData",
        session.map(row -> row.moment("EndedAt").toString()).orElse(Field.NO_MOMENT));
    commands.sendAndWait(
        new SaveRecord(
            gathered, personId.equals(Space.MASTER.id()) ? sessionId : personId, fields));
  }

  private static ObjectKey rowOf(Space space, UUID session, UUID test) {
    String sessionAndTest = space + "/" + session + "/" + test;
    return ObjectKey.of(
        DataGathering.TYPE,
        space,
        UUID.nameUUIDFromBytes(sessionAndTest.getBytes(StandardCharsets.UTF_8)));
  }

  private Optional<Row> find(ObjectType type, Space space, UUID id) {
    return id.equals(Space.MASTER.id())
        ? Optional.empty()
        : views.find(ObjectKey.of(type, space, id));
  }

  private static Map<String, Object> picked(
      ObjectType type, Optional<Row> row, List<String> names) {
    Map<String, Object> picked = new LinkedHashMap<>();
    row.ifPresent(
        values ->
            names.forEach(name -> picked.put(name, plain(type.field(name), values.get(name)))));
    return picked;
  }

  private static Map<String, Object> anonymised(Row sessionTest) {
    Map<String, Object> data = new LinkedHashMap<>();
    for (Field field : SessionTests.TYPE.fields()) {
      Object value = plain(field, sessionTest.get(field.name()));
      data.put(field.name(), field.name().equals("Results") ? withoutNamedAnswers(value) : value);
    }
    return data;
  }

  private static @Nullable Object plain(Field field, @Nullable Object value) {
    if (field.isJson()) {
      return Json.parse(value == null ? "" : value.toString());
    }
    return value instanceof Number || value instanceof Boolean || value == null
        ? value
        : value.toString();
  }

  /** The tree with the Value of every answer that asks for it taken out. */
  private static @Nullable Object withoutNamedAnswers(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> object) {
      boolean hide = Boolean.TRUE.equals(object.get("Anonimise"));
      Map<String, Object> result = new LinkedHashMap<>();
      object.forEach(
          (key, value) ->
              result.put(
                  (String) key,
                  hide && "Value".equals(key) ? ANONYMISED : withoutNamedAnswers(value)));
      return result;
    }
    if (tree instanceof List<?> list) {
      List<Object> result = new ArrayList<>(list.size());
      list.forEach(value -> result.add(withoutNamedAnswers(value)));
      return result;
    }
    return tree;
  }
}
