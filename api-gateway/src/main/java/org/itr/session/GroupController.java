package org.itr.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.itr.access.AccessNotes;
import org.itr.http.Answer;
import org.itr.http.Body;
import org.itr.http.Caller;
import org.itr.http.Copy;
import org.itr.http.Finder;
import org.itr.http.Ids;
import org.itr.http.ListHeaders;
import org.itr.http.Listing;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.ListRequest.Condition;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Row;
import org.itr.objecttype.Secret;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.person.Persons;
import org.itr.session.SessionCommand.AddGroupMembers;
import org.itr.session.SessionCommand.ArchiveGroup;
import org.itr.session.SessionCommand.Member;
import org.itr.session.SessionCommand.RemoveGroup;
import org.itr.session.SessionCommand.RemoveGroupMembers;
import org.itr.sessiontest.SessionTests;
import org.itr.store.CommandSender;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Group sessions: their members, and operations on all of them at once. */
@Controller
class GroupController {

  private static final long ANONYMOUS_MEMBER = 1;
  private static final List<String> RESULT_FIELDS = List.of("ID", "SessionID", "Status", "Results");

  private final Listing listing;
  private final Finder finder;
  private final Views views;
  private final CommandSender commands;
  private final AccessNotes access;

  GroupController(
      Listing listing, Finder finder, Views views, CommandSender commands, AccessNotes access) {
    this.listing = listing;
    this.finder = finder;
    this.views = views;
    this.commands = commands;
    this.access = access;
  }

  /** The website asks for the members of a group before it saves the group for the first time. */
  @GetMapping("/api/sessions/{id}/groupmembers")
  Answer members(@PathVariable String id, ListHeaders headers, Caller caller) {
    ObjectKey group = ObjectKey.of(Sessions.TYPE, caller.space(), Ids.inPath("ID", id));
    finder.find(group, caller);
    Condition ofGroup = Condition.equal(GroupMembers.TYPE.field("parentsessionid"), group.id());
    return listing.ofCompany(GroupMembers.TYPE, headers, caller, List.of(ofGroup));
  }

  @PostMapping("/api/sessions/{id}/groupmembers")
  Answer addMembers(@PathVariable String id, Copy copy, Caller caller, Body body) {
    ObjectKey group = group(id, copy, caller);
    finder.existing(group, caller);
    List<Member> members = new ArrayList<>();
    for (Map<String, Object> fields : body.listOfFields(Persons.TYPE)) {
      UUID person = personIn(fields);
      Object password = fields.remove("Password");
      finder.claim(ObjectKey.of(Persons.TYPE, group.space(), person), caller, fields);
      members.add(
          new Member(
              person,
              password instanceof String text && !text.isEmpty() ? new Secret(text) : null,
              fields));
    }
    commands.send(new AddGroupMembers(group, members), caller.metaData());
    return Answer.OK;
  }

  @DeleteMapping("/api/sessions/{id}/groupmembers")
  Answer removeMembers(@PathVariable String id, Copy copy, Caller caller, Body body) {
    ObjectKey group = group(id, copy, caller);
    finder.existing(group, caller);
    commands.send(
        new RemoveGroupMembers(group, body.isEmpty() ? null : personsIn(body), caller.ownerSeen()),
        caller.metaData());
    return Answer.OK;
  }

  private static Set<UUID> personsIn(Body body) {
    Set<UUID> persons = new HashSet<>();
    for (Map<String, Object> fields : body.listOfFields(Persons.TYPE)) {
      if (!(fields.get("ID") instanceof String person)) {
        throw new InvalidInput("ID must name the person to remove");
      }
      persons.add(UUID.fromString(person));
    }
    return persons;
  }

  private static UUID personIn(Map<String, Object> fields) {
    UUID sent = fields.get("ID") instanceof String id ? UUID.fromString(id) : Space.MASTER.id();
    return sent.equals(Space.MASTER.id()) ? UUID.randomUUID() : sent;
  }

  @DeleteMapping("/api/sessions/group/{id}")
  Answer remove(@PathVariable String id, Copy copy, Caller caller) {
    ObjectKey group = group(id, copy, caller);
    finder.find(group, caller);
    commands.send(new RemoveGroup(group, caller.ownerSeen()), caller.metaData());
    return Answer.OK;
  }

  @PostMapping("/api/sessions/group/{id}/archive")
  Answer archive(@PathVariable String id, Copy copy, Caller caller) {
    return setActive(id, copy, caller, false);
  }

  @PostMapping("/api/sessions/group/{id}/unarchive")
  Answer unarchive(@PathVariable String id, Copy copy, Caller caller) {
    return setActive(id, copy, caller, true);
  }

  private Answer setActive(String id, Copy copy, Caller caller, boolean active) {
    ObjectKey group = group(id, copy, caller);
    finder.find(group, caller);
    commands.send(new ArchiveGroup(group, active, caller.ownerSeen()), caller.metaData());
    return Answer.OK;
  }

  /** What those answered so far who take part without being known: a course follows it live. */
  @GetMapping("/api/sessions/{id}/{test}/results")
  Answer results(@PathVariable String id, @PathVariable String test, Caller caller) {
    ObjectKey group = ObjectKey.of(Sessions.TYPE, caller.space(), Ids.inPath("ID", id));
    finder.existing(group, caller);
    UUID testId = Ids.inPath("TestID", test);
    access.resultsRead(group, group.uuid(), caller);
    Map<String, Object> which = new HashMap<>();
    which.put("GroupSessionID", group.uuid());
    which.put("SessionType", ANONYMOUS_MEMBER);
    if (caller.ownerSeen() != null) {
      which.put("ManagedByUserID", caller.ownerSeen());
    }
    List<UUID> sessions =
        views.findBy(Sessions.TYPE, group.space(), which).stream()
            .map(session -> session.uuid("ID"))
            .toList();
    List<Row> results =
        views.findBy(
            SessionTests.TYPE, group.space(), Map.of("SessionID", sessions, "TestID", testId));
    return Answer.jsonAsText(
        json ->
            json.objectsUnder(
                "tests",
                SessionTests.TYPE,
                results,
                field -> RESULT_FIELDS.contains(field.name())));
  }

  private static ObjectKey group(String id, Copy copy, Caller caller) {
    return ObjectKey.of(
        Sessions.TYPE, copy.writeSpace(Sessions.TYPE, caller), Ids.inPath("ID", id));
  }
}
