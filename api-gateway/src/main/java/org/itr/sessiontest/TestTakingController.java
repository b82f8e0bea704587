package org.itr.sessiontest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.itr.access.AccessNotes;
import org.itr.http.Answer;
import org.itr.http.AsOf;
import org.itr.http.Body;
import org.itr.http.Caller;
import org.itr.http.Finder;
import org.itr.http.Ids;
import org.itr.http.ListHeaders;
import org.itr.http.Listing;
import org.itr.objecttype.Json;
import org.itr.objecttype.ListRequest.Condition;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Views;
import org.itr.session.PublicSessions;
import org.itr.session.Sessions;
import org.itr.sessiontest.SessionTestCommand.AnswerSessionTest;
import org.itr.setting.CurrentSettings;
import org.itr.store.CommandSender;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The tests of a session as the candidate takes them. */
@Controller
class TestTakingController {

  /**
   * A field that a candidate fills, and how much of it is taken.
   *
   * @param field the field
   * @param setting the setting with the most characters; 0 there means any number
   * @param usual the most characters where nothing is set
   */
  private record Limit(String field, String setting, int usual) {}

  private static final ObjectType TYPE = SessionTests.TYPE;

  private static final List<Limit> LIMITS =
      List.of(
          new Limit("Results", "MAX_RESULTS_LIMIT", 1_000_000),
          new Limit("Scores", "MAX_SCORES_LIMIT", 100_000),
          new Limit("PluginData", "MAX_PLUGINDATA_LIMIT", 10_000));

  private final Listing listing;
  private final Finder finder;
  private final Views views;
  private final CurrentSettings settings;
  private final CommandSender commands;
  private final BilledResults billed;
  private final AccessNotes access;

  TestTakingController(
      Listing listing,
      Finder finder,
      Views views,
      CurrentSettings settings,
      CommandSender commands,
      BilledResults billed,
      AccessNotes access) {
    this.listing = listing;
    this.finder = finder;
    this.views = views;
    this.settings = settings;
    this.commands = commands;
    this.billed = billed;
    this.access = access;
  }

  @GetMapping("/api/sessionteststaking/{session}")
  Answer list(@PathVariable String session, ListHeaders headers, Caller caller) {
    UUID sessionId = readableSession(session, caller);
    Condition ofSession = Condition.equal(TYPE.field("SessionID"), sessionId.toString());
    return listing.ofCompany(TYPE, headers, caller, List.of(ofSession));
  }

  @GetMapping("/api/sessionteststaking/{session}/{id}")
  Answer get(@PathVariable String session, @PathVariable String id, Caller caller, AsOf asOf) {
    UUID sessionId = readableSession(session, caller);
    ObjectKey key = ObjectKey.of(TYPE, caller.space(), Ids.inPath("ID", id));
    Row row =
        Optional.of(finder.existing(key, caller, asOf))
            .filter(test -> test.uuid("SessionID").equals(sessionId))
            .orElseThrow(() -> Refusal.notFound(key));
    if (!asOf.isNow()) {
      billed.checkHistory(key, caller);
    } else if (!caller.isPureCandidate()) {
      billed.check(key.space(), row, caller);
    }
    access.resultsRead(key, sessionId, caller);
    return Answer.json(json -> json.object(TYPE, row));
  }

  @PostMapping("/api/sessionteststaking/{session}/{id}")
  Answer answer(@PathVariable String session, @PathVariable String id, Caller caller, Body body) {
    UUID sessionId = ownSession(session, caller);
    ObjectKey key = ObjectKey.of(TYPE, caller.space(), Ids.inPath("ID", id));
    Map<String, Object> fields = body.fields(TYPE);
    checkLimits(fields, body.size());
    commands.send(new AnswerSessionTest(key, sessionId, fields), caller.metaData());
    return Answer.OK;
  }

  private UUID readableSession(String session, Caller caller) {
    return session(
        session,
        caller,
        row ->
            PublicSessions.isReadable(row, caller.user(), caller.tokenSession())
                && !PublicSessions.isPublic(row));
  }

  private UUID ownSession(String session, Caller caller) {
    return session(
        session, caller, row -> PublicSessions.isTaken(row, caller.user(), caller.tokenSession()));
  }

  private UUID session(String session, Caller caller, Predicate<Row> isForCandidate) {
    ObjectKey key = ObjectKey.of(Sessions.TYPE, caller.space(), Ids.inPath("SessionID", session));
    if (caller.isPureCandidate()) {
      if (views.find(key).filter(isForCandidate).isEmpty()) {
        throw Refusal.notFound(key);
      }
    } else {
      finder.existing(key, caller);
    }
    return key.uuid();
  }

  private void checkLimits(Map<String, Object> fields, int bodySize) {
    for (Limit limit : LIMITS) {
      int most = settings.number(limit.setting(), limit.usual());
      Object value = fields.get(limit.field());
      // A field is no longer than the body that it came in, so most posts need no counting.
      if (most > 0 && bodySize > most && value != null && Json.write(value).length() > most) {
        throw new Refusal(
            Refusal.Reason.OVER_LIMIT,
            limit.field() + " exceeds the limit of " + most + " characters");
      }
    }
  }
}
