package org.itr.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Space;
import org.itr.session.SessionCommand.ProgressSession;
import org.itr.session.SessionCommand.RemoveSession;
import org.itr.session.SessionCommand.SaveSession;
import org.itr.session.SessionEvent.SessionChanged;
import org.itr.session.SessionEvent.SessionPlanned;
import org.itr.session.SessionEvent.SessionRemoved;
import org.junit.jupiter.api.Test;

class SessionTest {

  private final UUID person = UUID.randomUUID();
  private final ObjectKey key =
      ObjectKey.of(Sessions.TYPE, Space.of(UUID.randomUUID()), UUID.randomUUID());
  private final AggregateTestFixture<Session> fixture = new AggregateTestFixture<>(Session.class);

  private SessionPlanned planned(long status) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("PersonID", person.toString());
    fields.put("Description", "Selection");
    fields.put("Status", status);
    return new SessionPlanned(key, person, status, Delta.added(fields));
  }

  @Test
  void a_session_is_planned_for_a_person() {
    fixture
        .givenNoPriorActivity()
        .when(
            new SaveSession(
                key,
                Map.of("PersonID", person.toString(), "Description", "Selection", "Status", 10L)))
        .expectEvents(planned(10));
  }

  @Test
  void a_session_that_is_done_is_processed_at_once() {
    fixture
        .given(planned(20))
        .when(new ProgressSession(key, Map.of("Status", 30L)))
        .expectEvents(new SessionChanged(key, person, 31, Delta.replaced("Status", 20L, 31L)));
  }

  @Test
  void saving_a_processed_session_as_done_processes_nothing_again() {
    fixture.given(planned(31)).when(new SaveSession(key, Map.of("Status", 30L))).expectNoEvents();
  }

  @Test
  void a_candidate_changes_progress_and_nothing_else() {
    fixture
        .given(planned(10))
        .when(new ProgressSession(key, Map.of("Status", 20L, "Description", "mine now")))
        .expectEvents(new SessionChanged(key, person, 20, Delta.replaced("Status", 10L, 20L)));
  }

  @Test
  void a_candidate_does_not_open_a_session_again_that_is_done() {
    fixture
        .given(planned(31))
        .when(new ProgressSession(key, Map.of("Status", 20L)))
        .expectNoEvents();
  }

  @Test
  void there_is_no_progress_in_a_session_that_is_not_there() {
    fixture
        .given(planned(10), new SessionRemoved(key, person))
        .when(new ProgressSession(key, Map.of("Status", 20L)))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void a_removed_session_tells_whose_it_was() {
    fixture
        .given(planned(10))
        .when(new RemoveSession(key))
        .expectEvents(new SessionRemoved(key, person));
  }

  @Test
  void what_is_told_of_one_person_is_told_anew_for_the_next() {
    UUID next = UUID.randomUUID();
    fixture
        .given(planned(10))
        .when(new SaveSession(key, Map.of("PersonID", next.toString())))
        .expectEventsMatching(
            org.axonframework.test.matchers.Matchers.payloadsMatching(
                org.axonframework.test.matchers.Matchers.exactSequenceOf(
                    org.axonframework.test.matchers.Matchers.predicate(
                        event ->
                            event instanceof SessionChanged changed
                                && next.equals(changed.subject())
                                && "Selection".equals(changed.delta().after("Description"))
                                && changed.delta().before("Description") == null))));
  }
}
