package org.itr.session;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectState;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.itr.objecttype.Views;
import org.itr.session.SessionCommand.SaveSession;
import org.itr.sessiontest.SessionTestCommand.SaveSessionTest;
import org.itr.sessiontest.SessionTests;
import org.springframework.stereotype.Component;

/**
 * Makes sessions after the pattern of another one, with its tests, ready to begin. That a copy is
 * made once is for the caller to see to, who holds the pattern's lock.
 */
@Component
class SessionCopies {

  private static final String PLUGIN_DATA = "PluginData";
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
          "EmailNotificationIncludeResults",
          "Active",
          PLUGIN_DATA);

  private static final List<String> INHERITED_BY_TESTS =
      List.of(
          "TestID",
          "Sequence",
          "TestLanguage",
          "NormID1",
          "NormID2",
          "NormID3",
          "HowTheTestIsTaken",
          PLUGIN_DATA);

  /** What the website prepares for the answers; once there are any it is somebody's. */
  private static final List<String> INHERITED_WHILE_UNTOUCHED = List.of("Results", "Scores");

  private final Views views;
  private final CommandGateway commands;
  private final Clock clock;

  SessionCopies(Views views, CommandGateway commands, Clock clock) {
    this.views = views;
    this.commands = commands;
    this.clock = clock;
  }

  /**
   * Plans a session like another.
   *
   * @param pattern the session that it is like
   * @param copy what it will be
   * @param person whom it is for
   * @param fields what is different
   */
  void plan(Row pattern, ObjectKey copy, UUID person, Map<String, Object> fields) {
    Map<String, Object> all = inherited(Sessions.TYPE, pattern, INHERITED);
    all.put("PersonID", person.toString());
    all.put("Status", SessionStatus.READY);
    all.put("SessionState", "Ready");
    all.put("CreateDate", clock.instant().truncatedTo(ChronoUnit.MICROS).toString());
    all.computeIfPresent(PLUGIN_DATA, (name, value) -> MembersInPluginData.removed(value));
    all.putAll(fields);
    commands.sendAndWait(new SaveSession(copy, all));
    for (Row test :
        views.findBy(SessionTests.TYPE, copy.space(), "SessionID", pattern.uuid("ID"))) {
      Map<String, Object> ofTest = inherited(SessionTests.TYPE, test, INHERITED_BY_TESTS);
      if (test.number("Status") <= SessionStatus.READY) {
        ofTest.putAll(inherited(SessionTests.TYPE, test, INHERITED_WHILE_UNTOUCHED));
      }
      ofTest.put("PersID", person.toString());
      ofTest.put("Status", SessionStatus.READY);
      commands.sendAndWait(
          new SaveSessionTest(
              ObjectKey.of(SessionTests.TYPE, copy.space(), UUID.randomUUID()),
              copy.uuid(),
              ofTest));
    }
  }

  private static Map<String, Object> inherited(ObjectType type, Row row, List<String> names) {
    Map<String, Object> all = ObjectState.of(type, row).fields();
    Map<String, Object> fields = new HashMap<>();
    for (String name : names) {
      if (all.containsKey(type.field(name).name())) {
        fields.put(name, all.get(name));
      }
    }
    return fields;
  }
}
