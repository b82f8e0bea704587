package org.itr.sessiontest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.itr.objecttype.Change;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Space;
import org.itr.sessiontest.SessionTestCommand.AnswerSessionTest;
import org.itr.sessiontest.SessionTestCommand.MarkSessionTestBilled;
import org.itr.sessiontest.SessionTestCommand.RemoveSessionTest;
import org.itr.sessiontest.SessionTestCommand.SaveSessionTest;
import org.itr.sessiontest.SessionTestEvent.SessionTestAnswered;
import org.itr.sessiontest.SessionTestEvent.SessionTestAssigned;
import org.itr.sessiontest.SessionTestEvent.SessionTestBilled;
import org.itr.sessiontest.SessionTestEvent.SessionTestChanged;
import org.itr.sessiontest.SessionTestEvent.SessionTestRemoved;
import org.junit.jupiter.api.Test;

class SessionTestTest {

  private final UUID session = UUID.randomUUID();
  private final UUID test = UUID.randomUUID();
  private final UUID person = UUID.randomUUID();
  private final ObjectKey key =
      ObjectKey.of(SessionTests.TYPE, Space.of(UUID.randomUUID()), UUID.randomUUID());
  private final AggregateTestFixture<SessionTest> fixture =
      new AggregateTestFixture<>(SessionTest.class);

  private SessionTestAssigned assigned() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("SessionID", session.toString());
    fields.put("TestID", test.toString());
    fields.put("PersID", person.toString());
    fields.put("Status", 10L);
    return new SessionTestAssigned(key, person, session, test, 10, 0, Delta.added(fields));
  }

  private SessionTestAnswered answered(long before, long status, Map<String, Object> results) {
    Map<String, Change> changes = new LinkedHashMap<>();
    changes.put("Results", new Change.Parts(Map.of("", Change.Value.added(results)), null));
    changes.put("Status", Change.Value.replaced(before, status));
    return new SessionTestAnswered(key, person, session, test, status, 0, Delta.of(changes));
  }

  @Test
  void a_test_is_put_into_a_session() {
    fixture
        .givenNoPriorActivity()
        .when(
            new SaveSessionTest(
                key,
                session,
                Map.of("TestID", test.toString(), "PersID", person.toString(), "Status", 10L)))
        .expectEvents(assigned());
  }

  @Test
  void an_answer_adds_what_changed_and_not_what_was_there() {
    Map<String, Change> changes = new LinkedHashMap<>();
    changes.put(
        "Results",
        new Change.Parts(Map.of("/page2", Change.Value.added(Map.of("Value", "B"))), null));
    changes.put("CurrentPage", Change.Value.replaced(0L, 2L));
    fixture
        .given(assigned(), answered(10, 20, Map.of("page1", Map.of("Value", "A"))))
        .when(
            new AnswerSessionTest(
                key,
                session,
                Map.of(
                    "CurrentPage",
                    2L,
                    "Results",
                    Map.of("page1", Map.of("Value", "A"), "page2", Map.of("Value", "B")))))
        .expectEvents(
            new SessionTestAnswered(key, person, session, test, 20, 2, Delta.of(changes)));
  }

  @Test
  void posting_the_same_page_twice_leaves_one_trace() {
    fixture
        .given(assigned(), answered(10, 20, Map.of("page1", "A")))
        .when(
            new AnswerSessionTest(
                key, session, Map.of("Status", 20L, "Results", Map.of("page1", "A"))))
        .expectNoEvents();
  }

  @Test
  void a_candidate_neither_pays_nor_moves_the_test() {
    fixture
        .given(assigned())
        .when(
            new AnswerSessionTest(
                key, session, Map.of("Billed", true, "TestID", UUID.randomUUID().toString())))
        .expectNoEvents();
  }

  @Test
  void a_test_of_another_session_is_not_there() {
    fixture
        .given(assigned())
        .when(new AnswerSessionTest(key, UUID.randomUUID(), Map.of("Status", 20L)))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void a_candidate_does_not_open_a_test_again_that_is_done() {
    fixture
        .given(assigned(), answered(10, 30, Map.of("page1", "A")))
        .when(
            new AnswerSessionTest(
                key, session, Map.of("Status", 20L, "Results", Map.of("page1", "B"))))
        .expectNoEvents();
  }

  @Test
  void a_candidate_writes_the_scores_of_a_test_back_that_is_done() {
    fixture
        .given(assigned(), answered(10, 30, Map.of("page1", "A")))
        .when(new AnswerSessionTest(key, session, Map.of("Status", 30L, "Scores", Map.of("a", 1L))))
        .expectSuccessfulHandlerExecution();
  }

  @Test
  void an_office_user_does_not_undo_what_the_candidate_wrote_since() {
    fixture
        .given(assigned(), answered(10, 20, Map.of("page1", "A")))
        .when(
            new SaveSessionTest(
                key, session, Map.of("Status", 11L, "Results", Map.of(), "Sequence", 3L)))
        .expectEvents(
            new SessionTestChanged(
                key, person, session, test, 20, 0, Delta.replaced("Sequence", 0L, 3L)));
  }

  @Test
  void setting_a_test_back_to_ready_starts_it_again() {
    fixture
        .given(assigned(), answered(10, 20, Map.of("page1", "A")))
        .when(new SaveSessionTest(key, session, Map.of("Status", 10L, "Results", Map.of())))
        .expectEventsMatching(
            org.axonframework.test.matchers.Matchers.payloadsMatching(
                org.axonframework.test.matchers.Matchers.exactSequenceOf(
                    org.axonframework.test.matchers.Matchers.predicate(
                        event ->
                            event instanceof SessionTestChanged changed
                                && changed.status() == 10
                                && changed.delta().touches("Results")))));
  }

  @Test
  void a_test_cannot_be_saved_into_another_session() {
    fixture
        .given(assigned())
        .when(new SaveSessionTest(key, UUID.randomUUID(), Map.of("Sequence", 1L)))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void a_test_is_billed_once() {
    SessionTestBilled billed =
        new SessionTestBilled(key, session, test, 10, 0, Delta.replaced("Billed", false, true));
    fixture
        .given(assigned())
        .when(new MarkSessionTestBilled(key))
        .expectResultMessagePayload(true)
        .expectEvents(billed);
    new AggregateTestFixture<>(SessionTest.class)
        .given(List.of(assigned(), billed))
        .when(new MarkSessionTestBilled(key))
        .expectResultMessagePayload(false)
        .expectNoEvents();
  }

  @Test
  void a_removed_test_is_gone() {
    SessionTestRemoved removed = new SessionTestRemoved(key, session, test, 10, 0);
    fixture.given(assigned()).when(new RemoveSessionTest(key)).expectEvents(removed);
    new AggregateTestFixture<>(SessionTest.class)
        .given(assigned(), removed)
        .when(new RemoveSessionTest(key))
        .expectException(Refusal.class)
        .expectNoEvents();
  }
}
