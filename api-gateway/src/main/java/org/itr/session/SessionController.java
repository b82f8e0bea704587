package org.itr.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.itr.http.Answer;
import org.itr.http.AsOf;
import org.itr.http.Body;
import org.itr.http.Caller;
import org.itr.http.Copy;
import org.itr.http.Finder;
import org.itr.http.Ids;
import org.itr.http.ListHeaders;
import org.itr.http.Listing;
import org.itr.objecttype.Field;
import org.itr.objecttype.ListRequest;
import org.itr.objecttype.ListRequest.Comparison;
import org.itr.objecttype.ListRequest.Condition;
import org.itr.objecttype.ListRequest.Operator;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Views;
import org.itr.session.SessionCommand.ProgressSession;
import org.itr.session.SessionCommand.RedefineTests;
import org.itr.session.SessionCommand.RemoveSession;
import org.itr.session.SessionCommand.SaveSession;
import org.itr.session.SessionCommand.TakePart;
import org.itr.store.CommandSender;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Sessions: consultants plan and follow them, candidates see and progress their own. */
@Controller
class SessionController {

  private static final ObjectType TYPE = Sessions.TYPE;

  private static final Field ID = TYPE.field("ID");

  /** Participants of a public session share their person, and not their sessions. */
  private static final Condition NOBODYS_PARTICIPATION =
      new Condition(
          TYPE.field("SessionType"),
          List.of(new Comparison(Operator.NOT_EQUAL, PublicSessions.PARTICIPATION)));

  private final Listing listing;
  private final Finder finder;
  private final Views views;
  private final CommandSender commands;

  SessionController(Listing listing, Finder finder, Views views, CommandSender commands) {
    this.listing = listing;
    this.finder = finder;
    this.views = views;
    this.commands = commands;
  }

  @GetMapping("/api/sessions")
  Answer list(ListHeaders headers, Copy copy, Caller caller) {
    if (caller.isPureCandidate()) {
      return listing.ofCompany(TYPE, headers, caller, ofCandidate(caller));
    }
    return listing.of(TYPE, headers, copy, caller, List.of());
  }

  /** A candidate sees the sessions planned for them, and the one they take of a public session. */
  private List<Condition> ofCandidate(Caller caller) {
    Condition ofPerson = Condition.equal(TYPE.field("PersonID"), caller.user().toString());
    List<Comparison> ids = new ArrayList<>();
    ids.add(new Comparison(Operator.EQUAL, caller.tokenSession().toString()));
    views.list(
        ListRequest.of(TYPE, caller.space(), List.of(ofPerson, NOBODYS_PARTICIPATION)),
        row -> ids.add(new Comparison(Operator.EQUAL, row.uuid("ID").toString())));
    return List.of(ofPerson, new Condition(ID, ids));
  }

  @GetMapping("/api/sessions/{id}")
  Answer get(@PathVariable String id, Caller caller, AsOf asOf) {
    ObjectKey key = ObjectKey.of(TYPE, caller.space(), Ids.inPath("ID", id));
    Row row = caller.isPureCandidate() ? readBy(key, caller) : finder.existing(key, caller, asOf);
    return Answer.json(json -> json.object(TYPE, row));
  }

  @PostMapping("/api/sessions/{id}")
  Answer save(@PathVariable String id, Copy copy, Caller caller, Body body) {
    UUID uuid = Ids.inPath("ID", id);
    Map<String, Object> fields = body.fields(TYPE);
    ObjectKey key = ObjectKey.of(TYPE, copy.writeSpace(TYPE, caller), uuid);
    if (caller.isPureCandidate()) {
      if (PublicSessions.isPublic(ownSession(key, caller))) {
        throw Refusal.notFound(key);
      }
      commands.send(new ProgressSession(key, fields), caller.metaData());
    } else {
      finder.claim(key, caller, fields);
      commands.send(new SaveSession(key, fields), caller.metaData());
    }
    return Answer.OK;
  }

  @DeleteMapping("/api/sessions/{id}")
  Answer remove(@PathVariable String id, Copy copy, Caller caller) {
    ObjectKey key = ObjectKey.of(TYPE, copy.writeSpace(TYPE, caller), Ids.inPath("ID", id));
    finder.existing(key, caller);
    commands.send(new RemoveSession(key), caller.metaData());
    return Answer.OK;
  }

  /**
   * Takes out the tests that nobody has begun. The website asks so before it saves a new session,
   * too.
   */
  @DeleteMapping("/api/sessions/{id}/deletealltests")
  Answer removeTests(@PathVariable String id, Copy copy, Caller caller) {
    ObjectKey key = ObjectKey.of(TYPE, copy.writeSpace(TYPE, caller), Ids.inPath("ID", id));
    finder.find(key, caller);
    commands.send(new RedefineTests(key), caller.metaData());
    return Answer.OK;
  }

  @GetMapping({"/api/sessionsview", "/api/sessiontestsview", "/api/groupsessionsview"})
  Answer overview(ObjectType type, ListHeaders headers, Copy copy, Caller caller) {
    return listing.of(type, headers, copy, caller, List.of());
  }

  @GetMapping({
    "/api/sessionsview/{id}",
    "/api/sessiontestsview/{id}",
    "/api/groupsessionsview/{id}"
  })
  Answer overviewOfOne(ObjectType type, @PathVariable String id, Caller caller, AsOf asOf) {
    ObjectKey key = ObjectKey.of(type, caller.space(), Ids.inPath("ID", id));
    Row row = finder.existing(key, caller, asOf);
    return Answer.json(json -> json.object(type, row));
  }

  /** The session that a candidate reads: of a public one, a session of the candidate's own. */
  private Row readBy(ObjectKey key, Caller caller) {
    Row session =
        views
            .find(key)
            .filter(row -> PublicSessions.isReadable(row, caller.user(), caller.tokenSession()))
            .orElseThrow(() -> Refusal.notFound(key));
    if (!PublicSessions.isPublic(session)) {
      return session;
    }
    commands.send(new TakePart(key, caller.tokenSession()), caller.metaData());
    return ownSession(ObjectKey.of(TYPE, key.space(), caller.tokenSession()), caller);
  }

  private Row ownSession(ObjectKey key, Caller caller) {
    return views
        .find(key)
        .filter(row -> PublicSessions.isOwn(row, caller.user(), caller.tokenSession()))
        .orElseThrow(() -> Refusal.notFound(key));
  }
}
