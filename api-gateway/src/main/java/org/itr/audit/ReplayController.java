package org.itr.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.itr.access.AccessNotes;
import org.itr.event.DomainEvent;
import org.itr.event.History;
import org.itr.event.RecordedEvent;
import org.itr.http.Answer;
import org.itr.http.Caller;
import org.itr.http.Ids;
import org.itr.http.Scope;
import org.itr.objecttype.ListRequest;
import org.itr.objecttype.ListRequest.Condition;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.PastViews;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.session.Sessions;
import org.itr.sessiontest.BilledResults;
import org.itr.sessiontest.SessionTestEvent;
import org.itr.sessiontest.SessionTests;
import org.itr.view.ObjectHistory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Plays a session again: what happened to it and to its tests, in the order in which it came. */
@Controller
class ReplayController {

  private static final String ANSWERS = "Results";

  private final Views views;
  private final ObjectHistory objects;
  private final BilledResults billed;
  private final AccessNotes access;
  private final PastViews past;
  private final UserNames users;

  ReplayController(
      Views views,
      ObjectHistory objects,
      BilledResults billed,
      AccessNotes access,
      PastViews past,
      UserNames users) {
    this.views = views;
    this.past = past;
    this.users = users;
    this.objects = objects;
    this.billed = billed;
    this.access = access;
  }

  @GetMapping("/api/history/sessions/{id}/replay")
  Answer replay(@PathVariable String id, Scope scope, Caller caller) {
    ObjectKey session = ObjectKey.of(Sessions.TYPE, scope.one(caller), Ids.inPath("ID", id));
    List<RecordedEvent> events = new ArrayList<>();
    collect(session, events);
    if (events.isEmpty()) {
      throw Refusal.notFound(session);
    }
    for (ObjectKey test : testsOf(session)) {
      billed.checkHistory(test, caller);
      collect(test, events);
    }
    events.sort(Comparator.comparing(RecordedEvent::message, History.ORDER));
    access.resultsRead(session, session.uuid(), caller);
    List<Map<String, @Nullable Object>> steps = steps(events, session.space());
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    told.put("SessionID", session.id());
    told.put("Description", views.find(session).map(row -> row.text("Description")).orElse(""));
    told.put("Steps", steps);
    told.put("Names", names(events, session.space()));
    return Answer.json(json -> json.value(told));
  }

  private void collect(ObjectKey object, List<RecordedEvent> events) {
    objects.read(object, events::add);
  }

  /** All tests that the session has or had, as history tells them. */
  private Set<ObjectKey> testsOf(ObjectKey session) {
    Set<ObjectKey> tests = new LinkedHashSet<>();
    ObjectType history = HistoryView.TYPE;
    views.list(
        ListRequest.of(
            history,
            session.space(),
            List.of(
                Condition.equal(history.field("SessionID"), session.id()),
                Condition.equal(
                    history.field("ObjectType"), (long) SessionTests.TYPE.auditNumber()))),
        row -> {
          if (!row.uuid("ObjectID").equals(session.uuid())) {
            tests.add(ObjectKey.of(SessionTests.TYPE, session.space(), row.uuid("ObjectID")));
          }
        });
    return tests;
  }

  /**
   * Of each test the names by which its answers are kept, as its definition was when the last of
   * them were given.
   */
  private Map<String, Map<String, String>> names(List<RecordedEvent> events, Space space) {
    Map<String, RecordedEvent> last = new LinkedHashMap<>();
    for (RecordedEvent recorded : events) {
      if (recorded.event() instanceof SessionTestEvent test
          && test.delta().changes().containsKey(ANSWERS)) {
        last.put(test.target().id(), recorded);
      }
    }
    Map<String, Map<String, String>> names = new LinkedHashMap<>();
    last.forEach(
        (test, answered) ->
            names.put(
                test,
                ScreenNames.of(
                    past,
                    space,
                    ((SessionTestEvent) answered.event()).testId(),
                    answered.moment())));
    return names;
  }

  private List<Map<String, @Nullable Object>> steps(List<RecordedEvent> events, Space space) {
    EventStories stories = new EventStories(views, users);
    List<Map<String, @Nullable Object>> steps = new ArrayList<>();
    Instant first = events.get(0).moment();
    Instant before = first;
    for (RecordedEvent recorded : events) {
      Map<String, @Nullable Object> step = stories.head(recorded);
      DomainEvent event = recorded.event();
      step.put("Entity", event.target().type());
      step.put("ObjectID", event.target().id());
      step.put("SinceStart", Duration.between(first, recorded.moment()).toMillis());
      step.put("SincePrevious", Duration.between(before, recorded.moment()).toMillis());
      if (event instanceof SessionTestEvent test) {
        step.put("TestID", test.testId());
        step.put("TestName", stories.testName(space, test.testId()));
        step.put("Status", test.status());
        step.put("Page", test.currentPage());
      }
      List<Map<String, @Nullable Object>> answers = new ArrayList<>();
      List<Map<String, @Nullable Object>> others = new ArrayList<>();
      EventStories.changes(event)
          .forEach(change -> (ANSWERS.equals(change.get("Field")) ? answers : others).add(change));
      step.put("Answers", answers);
      step.put("Changes", others);
      steps.add(step);
      before = recorded.moment();
    }
    return steps;
  }
}
