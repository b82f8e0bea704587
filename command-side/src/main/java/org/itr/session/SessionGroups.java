package org.itr.session;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectState;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Views;
import org.itr.person.PersonCommand.SavePerson;
import org.itr.person.Persons;
import org.itr.session.SessionCommand.AddGroupMembers;
import org.itr.session.SessionCommand.ArchiveGroup;
import org.itr.session.SessionCommand.Member;
import org.itr.session.SessionCommand.NoteTestsRedefined;
import org.itr.session.SessionCommand.RedefineTests;
import org.itr.session.SessionCommand.RemoveGroup;
import org.itr.session.SessionCommand.RemoveGroupMembers;
import org.itr.session.SessionCommand.RemoveSession;
import org.itr.session.SessionCommand.SaveSession;
import org.itr.sessiontest.SessionTestCommand.RemoveSessionTest;
import org.itr.sessiontest.SessionTestCommand.SaveSessionTest;
import org.itr.sessiontest.SessionTests;
import org.springframework.stereotype.Component;

/**
 * What is asked of several sessions at once: a group with its members, a session with its tests.
 * All of it is done in one transaction or not at all.
 */
@Component
class SessionGroups {

  private static final String GROUP = "GroupSessionID";
  private static final String PERSON = "PersonID";
  private static final String STATUS = "Status";
  private static final long READY = 10;
  private static final long TEACHING_GROUP = 1000;
  private static final long TEACHING_MEMBER = 1002;

  /** What a member's session takes over from the group's. */
  private static final List<String> INHERITED =
      List.of(
          "GroupID",
          "Description",
          "Goal",
          "UsedBatteryIDs",
          "UserDefinedFields",
          "Remarks",
          "AllowedStartDateTime",
          "AllowedEndDateTime",
          "EMailNotificationAdresses",
          "EnforceSessionEndDateTime",
          "ManagedByUserID",
          "EMailNotificationIncludeResults");

  /** What a member's test takes over from the group's. */
  private static final List<String> INHERITED_BY_TESTS =
      List.of(
          "TestID",
          "Sequence",
          "TestLanguage",
          "NormID1",
          "NormID2",
          "NormID3",
          "HowTheTestIsTaken");

  private final Views views;
  private final CommandGateway commands;
  private final Clock clock;

  SessionGroups(Views views, CommandGateway commands, Clock clock) {
    this.views = views;
    this.commands = commands;
    this.clock = clock;
  }

  @CommandHandler
  void decide(AddGroupMembers command) {
    Row group = views.lock(command.group()).orElseThrow(() -> Refusal.notFound(command.group()));
    List<Row> tests =
        views.findBy(
            SessionTests.TYPE, command.group().space(), "SessionID", command.group().uuid());
    for (Member member : command.members()) {
      ObjectKey person = ObjectKey.of(Persons.TYPE, command.group().space(), member.person());
      commands.sendAndWait(new SavePerson(person, member.password(), member.fields()));
      boolean isMember =
          members(command.group()).stream()
              .anyMatch(session -> session.uuid(PERSON).equals(member.person()));
      if (!isMember) {
        plan(command.group(), group, tests, member.person());
      }
    }
  }

  /** The ids come from group, person and test, so that the same request makes the same session. */
  private void plan(ObjectKey group, Row groupRow, List<Row> tests, UUID person) {
    ObjectKey session = sibling(group, Sessions.TYPE.name(), group.id() + "/" + person);
    Map<String, Object> fields = inherited(Sessions.TYPE, groupRow, INHERITED);
    fields.put(GROUP, group.id());
    fields.put(PERSON, person.toString());
    fields.put(
        "SessionType", groupRow.number("SessionType") == TEACHING_GROUP ? TEACHING_MEMBER : 0L);
    fields.put(STATUS, READY);
    fields.put("SessionState", "Ready");
    fields.put("Active", true);
    fields.put("CreateDate", clock.instant().truncatedTo(ChronoUnit.MICROS).toString());
    commands.sendAndWait(new SaveSession(session, fields));
    for (Row test : tests) {
      Map<String, Object> ofTest = inherited(SessionTests.TYPE, test, INHERITED_BY_TESTS);
      ofTest.put("PersID", person.toString());
      ofTest.put(STATUS, READY);
      commands.sendAndWait(
          new SaveSessionTest(
              sibling(session, SessionTests.TYPE.name(), session.id() + "/" + test.uuid("ID")),
              session.uuid(),
              ofTest));
    }
  }

  private static ObjectKey sibling(ObjectKey of, String type, String name) {
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return new ObjectKey(type, of.space(), id.toString());
  }

  private static Map<String, Object> inherited(ObjectType type, Row row, List<String> names) {
    Map<String, Object> fields = new HashMap<>(ObjectState.of(type, row).fields());
    fields.keySet().retainAll(names);
    return fields;
  }

  @CommandHandler
  void decide(RemoveGroupMembers command) {
    if (views.lock(command.group()).isEmpty()) {
      throw Refusal.notFound(command.group());
    }
    List<Row> leaving =
        members(command.group()).stream()
            .filter(
                session ->
                    command.persons().isEmpty() || command.persons().contains(session.uuid(PERSON)))
            .toList();
    for (Row session : leaving) {
      if (hasBegun(command.group(), session)) {
        throw new Refusal(
            Refusal.Reason.CONFLICT,
            "The member " + session.uuid(PERSON) + " has begun and cannot be removed any more");
      }
    }
    leaving.forEach(
        session -> commands.sendAndWait(new RemoveSession(key(command.group(), session))));
  }

  private boolean hasBegun(ObjectKey group, Row session) {
    return session.number(STATUS) > READY
        || views.findBy(SessionTests.TYPE, group.space(), "SessionID", session.uuid("ID")).stream()
            .anyMatch(test -> test.number(STATUS) > READY);
  }

  @CommandHandler
  void decide(ArchiveGroup command) {
    for (ObjectKey session : whole(command.group())) {
      commands.sendAndWait(new SaveSession(session, Map.of("Active", command.active())));
    }
  }

  @CommandHandler
  void decide(RemoveGroup command) {
    whole(command.group()).forEach(session -> commands.sendAndWait(new RemoveSession(session)));
  }

  /** The session and its members' sessions. */
  private List<ObjectKey> whole(ObjectKey group) {
    List<ObjectKey> all = new ArrayList<>();
    views.lock(group).ifPresent(row -> all.add(group));
    members(group).forEach(session -> all.add(key(group, session)));
    if (all.isEmpty()) {
      throw Refusal.notFound(group);
    }
    return all;
  }

  private List<Row> members(ObjectKey group) {
    return views.findBy(Sessions.TYPE, group.space(), GROUP, group.uuid()).stream()
        .filter(session -> !session.uuid("ID").equals(group.uuid()))
        .toList();
  }

  private static ObjectKey key(ObjectKey group, Row session) {
    return ObjectKey.of(Sessions.TYPE, group.space(), session.uuid("ID"));
  }

  @CommandHandler
  void decide(RedefineTests command) {
    ObjectKey session = command.session();
    boolean exists = views.lock(session).isPresent();
    for (Row test : views.findBy(SessionTests.TYPE, session.space(), "SessionID", session.uuid())) {
      if (test.number(STATUS) == READY) {
        commands.sendAndWait(
            new RemoveSessionTest(
                ObjectKey.of(SessionTests.TYPE, session.space(), test.uuid("ID"))));
      }
    }
    if (exists) {
      commands.sendAndWait(new NoteTestsRedefined(session));
    }
  }
}
