package org.itr.sessiontest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.itr.access.AccessNotes;
import org.itr.http.Answer;
import org.itr.http.AsOf;
import org.itr.http.Body;
import org.itr.http.Caller;
import org.itr.http.Copy;
import org.itr.http.Finder;
import org.itr.http.Ids;
import org.itr.http.ListHeaders;
import org.itr.http.Listing;
import org.itr.objecttype.ListRequest.Condition;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.session.Sessions;
import org.itr.sessiontest.SessionTestCommand.OpenSessionTest;
import org.itr.sessiontest.SessionTestCommand.RemoveSessionTest;
import org.itr.sessiontest.SessionTestCommand.SaveSessionTest;
import org.itr.store.CommandSender;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The tests of sessions as consultants see them. */
@Controller
class SessionTestController {

  private static final ObjectType TYPE = SessionTests.TYPE;

  private final Listing listing;
  private final Finder finder;
  private final CommandSender commands;
  private final BilledResults billed;
  private final AccessNotes access;

  SessionTestController(
      Listing listing,
      Finder finder,
      CommandSender commands,
      BilledResults billed,
      AccessNotes access) {
    this.listing = listing;
    this.finder = finder;
    this.commands = commands;
    this.billed = billed;
    this.access = access;
  }

  @GetMapping("/api/sessiontests")
  Answer list(ListHeaders headers, Copy copy, Caller caller) {
    return listing.of(TYPE, headers, copy, caller, List.of());
  }

  @GetMapping("/api/sessiontests/{session}")
  Answer listOfSession(@PathVariable String session, ListHeaders headers, Caller caller) {
    UUID sessionId = visibleSession(session, caller.space(), caller);
    Condition ofSession = Condition.equal(TYPE.field("SessionID"), sessionId.toString());
    return listing.ofCompany(TYPE, headers, caller, List.of(ofSession));
  }

  /** Opening a finished session test pays for it, where that was not possible before. */
  @GetMapping("/api/sessiontests/{session}/{id}")
  Answer open(@PathVariable String session, @PathVariable String id, Caller caller, AsOf asOf) {
    UUID sessionId = visibleSession(session, caller.space(), caller);
    ObjectKey key = ObjectKey.of(TYPE, caller.space(), Ids.inPath("ID", id));
    Row row = ofSession(key, sessionId, caller, asOf);
    boolean isOpened = asOf.isNow() && BilledResults.isUnpaid(row);
    if (isOpened && !isBilledBy(new OpenSessionTest(key), caller)) {
      BilledResults.refuse();
    }
    if (!asOf.isNow()) {
      // What was earlier cannot be paid for.
      billed.checkHistory(key, caller);
    }
    access.resultsRead(key, sessionId, caller);
    Row shown = isOpened ? ofSession(key, sessionId, caller, asOf) : row;
    return Answer.json(json -> json.object(TYPE, shown));
  }

  private boolean isBilledBy(OpenSessionTest command, Caller caller) {
    return Boolean.TRUE.equals(commands.send(command, caller.metaData()));
  }

  @PostMapping("/api/sessiontests/{session}/{id}")
  Answer save(
      @PathVariable String session, @PathVariable String id, Copy copy, Caller caller, Body body) {
    ObjectKey key = ObjectKey.of(TYPE, copy.writeSpace(TYPE, caller), Ids.inPath("ID", id));
    UUID sessionId = visibleSession(session, key.space(), caller);
    if (caller.isOwnObjectsOnly()) {
      finder.find(key, caller);
    }
    Map<String, Object> fields = body.fields(TYPE);
    fields.put("SessionID", sessionId.toString());
    commands.send(new SaveSessionTest(key, sessionId, fields), caller.metaData());
    return Answer.OK;
  }

  @DeleteMapping("/api/sessiontests/{session}/{id}")
  Answer remove(@PathVariable String session, @PathVariable String id, Copy copy, Caller caller) {
    ObjectKey key = ObjectKey.of(TYPE, copy.writeSpace(TYPE, caller), Ids.inPath("ID", id));
    ofSession(key, visibleSession(session, key.space(), caller), caller, AsOf.NOW);
    commands.send(new RemoveSessionTest(key), caller.metaData());
    return Answer.OK;
  }

  /** The id of a session that is the caller's to see, or that is still to be saved. */
  private UUID visibleSession(String session, Space space, Caller caller) {
    UUID sessionId = Ids.inPath("SessionID", session);
    if (caller.isOwnObjectsOnly()) {
      finder.find(ObjectKey.of(Sessions.TYPE, space, sessionId), caller);
    }
    return sessionId;
  }

  private Row ofSession(ObjectKey key, UUID sessionId, Caller caller, AsOf asOf) {
    return Optional.of(finder.existing(key, caller, asOf))
        .filter(row -> row.uuid("SessionID").equals(sessionId))
        .orElseThrow(() -> Refusal.notFound(key));
  }
}
