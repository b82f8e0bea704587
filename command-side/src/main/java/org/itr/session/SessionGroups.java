package org.itr.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.itr.objecttype.ObjectKey;
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
import org.itr.sessiontest.SessionTests;
import org.itr.store.ObjectLocks;
import org.jspecify.annotations.Nullable;
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
  private static final long MEMBER = 0;
  private static final long TEACHING_GROUP = 1000;
  private static final long TEACHING_MEMBER = 1002;

  private final Views views;
  private final ObjectLocks locks;
  private final CommandGateway commands;
  private final SessionCopies copies;

  SessionGroups(Views views, ObjectLocks locks, CommandGateway commands, SessionCopies copies) {
    this.views = views;
    this.locks = locks;
    this.commands = commands;
    this.copies = copies;
  }

  @CommandHandler
  void decide(AddGroupMembers command) {
    Row group = locks.held(command.group()).orElseThrow(() -> Refusal.notFound(command.group()));
    requireOneAddressEach(command.members());
    // What this command does shows in the views when all of it is done.
    Set<UUID> members = new HashSet<>();
    members(command.group(), null).forEach(session -> members.add(session.uuid(PERSON)));
    for (Member member : command.members()) {
      ObjectKey person = ObjectKey.of(Persons.TYPE, command.group().space(), member.person());
      commands.sendAndWait(new SavePerson(person, member.password(), member.fields()));
      if (members.add(member.person())) {
        plan(command.group(), group, member.person());
      }
    }
  }

  /** Persons log in by their addresses; those of other persons are looked at as each is saved. */
  private static void requireOneAddressEach(List<Member> members) {
    Map<String, UUID> persons = new HashMap<>();
    for (Member member : members) {
      if (member.fields().get("EMail") instanceof String address && !address.isBlank()) {
        UUID other = persons.put(address.strip().toLowerCase(Locale.ROOT), member.person());
        if (other != null && !other.equals(member.person())) {
          throw new Refusal(
              Refusal.Reason.CONFLICT, "Two of the persons have the same e-mail address");
        }
      }
    }
  }

  private void plan(ObjectKey group, Row row, UUID person) {
    long type = row.number("SessionType") == TEACHING_GROUP ? TEACHING_MEMBER : MEMBER;
    copies.plan(
        row,
        ObjectKey.of(Sessions.TYPE, group.space(), UUID.randomUUID()),
        person,
        Map.of(GROUP, group.id(), "SessionType", type));
  }

  @CommandHandler
  void decide(RemoveGroupMembers command) {
    if (locks.held(command.group()).isEmpty()) {
      throw Refusal.notFound(command.group());
    }
    List<Row> leaving =
        members(command.group(), command.owner()).stream()
            .filter(
                session ->
                    command.persons() == null || command.persons().contains(session.uuid(PERSON)))
            .toList();
    for (Row session : leaving) {
      if (hasBegun(command.group(), session)) {
        throw new Refusal(
            Refusal.Reason.CONFLICT,
            "The member " + session.uuid(PERSON) + " has already started and cannot be removed");
      }
    }
    leaving.forEach(
        session -> commands.sendAndWait(new RemoveSession(key(command.group(), session))));
  }

  private boolean hasBegun(ObjectKey group, Row session) {
    return session.number(STATUS) > SessionStatus.READY
        || views.findBy(SessionTests.TYPE, group.space(), "SessionID", session.uuid("ID")).stream()
            .anyMatch(test -> test.number(STATUS) > SessionStatus.READY);
  }

  @CommandHandler
  void decide(ArchiveGroup command) {
    for (ObjectKey session : whole(command.group(), command.owner())) {
      commands.sendAndWait(new SaveSession(session, Map.of("Active", command.active())));
    }
  }

  @CommandHandler
  void decide(RemoveGroup command) {
    whole(command.group(), command.owner())
        .forEach(session -> commands.sendAndWait(new RemoveSession(session)));
  }

  /** The session and its members' sessions. */
  private List<ObjectKey> whole(ObjectKey group, @Nullable UUID owner) {
    List<ObjectKey> all = new ArrayList<>();
    locks.held(group).filter(row -> isOf(owner, row)).ifPresent(row -> all.add(group));
    members(group, owner).forEach(session -> all.add(key(group, session)));
    if (all.isEmpty()) {
      throw Refusal.notFound(group);
    }
    return all;
  }

  private List<Row> members(ObjectKey group, @Nullable UUID owner) {
    return views.findBy(Sessions.TYPE, group.space(), GROUP, group.uuid()).stream()
        .filter(session -> !session.uuid("ID").equals(group.uuid()))
        .filter(session -> isOf(owner, session))
        .toList();
  }

  private static boolean isOf(@Nullable UUID owner, Row session) {
    return owner == null || owner.equals(session.uuid("ManagedByUserID"));
  }

  private static ObjectKey key(ObjectKey group, Row session) {
    return ObjectKey.of(Sessions.TYPE, group.space(), session.uuid("ID"));
  }

  @CommandHandler
  void decide(RedefineTests command) {
    ObjectKey session = command.session();
    boolean exists = locks.held(session).isPresent();
    for (Row test : views.findBy(SessionTests.TYPE, session.space(), "SessionID", session.uuid())) {
      if (test.number(STATUS) == SessionStatus.READY) {
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
