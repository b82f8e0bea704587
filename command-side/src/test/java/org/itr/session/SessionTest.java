package org.itr.session;

import static org.axonframework.test.matchers.Matchers.exactSequenceOf;
import static org.axonframework.test.matchers.Matchers.payloadsMatching;
import static org.axonframework.test.matchers.Matchers.predicate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.axonframework.messaging.Message;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.hamcrest.Matcher;
import org.itr.objecttype.Change;
import org.itr.objecttype.Delta;
import org.itr.objecttype.Json;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {

  private static final String NEVER = "2000-01-01T05:00:00Z";

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
  void a_candidates_page_from_before_the_end_leaves_the_end_alone() {
    fixture
        .given(planned(20), ended())
        .when(new ProgressSession(key, copy(20, NEVER)))
        .expectNoEvents();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 20, 30})
  void an_office_users_copy_from_before_the_end_changes_all_but_the_progress(long status) {
    Map<String, Object> copy = copy(status, NEVER);
    copy.put("Description", "Selection 2");
    fixture
        .given(planned(20), ended())
        .when(new SaveSession(key, copy))
        .expectEvents(
            new SessionChanged(
                key, person, 31, Delta.replaced("Description", "Selection", "Selection 2")));
  }

  @Test
  void an_office_user_who_saw_the_end_opens_the_session_again() {
    fixture
        .given(planned(20), ended())
        .when(new SaveSession(key, copy(20, "2026-05-01T10:00:00Z")))
        .expectEventsMatching(statusIs(20));
  }

  @ParameterizedTest
  @ValueSource(longs = {20, 10})
  void an_office_user_who_says_nothing_of_the_end_opens_the_session_again(long status) {
    fixture
        .given(planned(20), ended())
        .when(new SaveSession(key, Map.of("Status", status)))
        .expectEventsMatching(statusIs(status));
  }

  @Test
  void a_session_starts_again_whatever_its_copy_knows_of_the_end() {
    fixture
        .given(planned(20), ended())
        .when(new SaveSession(key, copy(10, NEVER)))
        .expectEventsMatching(statusIs(10));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_office_users_copy_from_before_the_start_changes_all_but_what_the_candidate_does(
      boolean isOver) {
    Map<String, Object> copy = copy(10, NEVER);
    copy.put("StartedAt", NEVER);
    copy.put("PluginData", Map.of());
    copy.put("Description", "Selection 2");
    fixture
        .given(isOver ? List.of(planned(10), started(), ended()) : List.of(planned(10), started()))
        .when(new SaveSession(key, copy))
        .expectEvents(
            new SessionChanged(
                key,
                person,
                isOver ? 31 : 20,
                Delta.replaced("Description", "Selection", "Selection 2")));
  }

  @Test
  void an_office_user_who_saw_the_start_sets_a_session_back() {
    Map<String, Object> copy = copy(10, NEVER);
    copy.put("StartedAt", "2026-05-01T09:00:00Z");
    fixture
        .given(planned(10), started())
        .when(new SaveSession(key, copy))
        .expectEventsMatching(statusIs(10));
  }

  @Test
  void the_end_of_a_session_that_is_done_is_corrected() {
    fixture
        .given(planned(20), ended())
        .when(new SaveSession(key, copy(31, "2026-04-30T10:00:00Z")))
        .expectEventsMatching(
            changed(change -> "2026-04-30T10:00:00Z".equals(change.delta().after("EndedAt"))));
  }

  private SessionChanged started() {
    Map<String, Change> changes = new LinkedHashMap<>();
    changes.put("Status", Change.Value.replaced(10L, 20L));
    changes.put("StartedAt", Change.Value.replaced(NEVER, "2026-05-01T09:00:00.500Z"));
    changes.put("PluginData", Change.Value.replaced("{}", "{\"page\":1}"));
    return new SessionChanged(key, person, 20, Delta.of(changes));
  }

  private SessionChanged ended() {
    Map<String, Change> changes = new LinkedHashMap<>();
    changes.put("Status", Change.Value.replaced(20L, 31L));
    changes.put("EndedAt", Change.Value.replaced(NEVER, "2026-05-01T10:00:00.250Z"));
    return new SessionChanged(key, person, 31, Delta.of(changes));
  }

  private static Map<String, Object> copy(long status, String end) {
    Map<String, Object> copy = new LinkedHashMap<>();
    copy.put("Status", status);
    copy.put("EndedAt", end);
    return copy;
  }

  private static Matcher<List<Message<?>>> statusIs(long status) {
    return changed(
        change ->
            change.status() == status
                && Objects.equals(change.delta().after("Status"), (Object) status));
  }

  private static Matcher<List<Message<?>>> changed(Predicate<SessionChanged> expected) {
    return payloadsMatching(
        exactSequenceOf(
            predicate(event -> event instanceof SessionChanged change && expected.test(change))));
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

  private static Map<String, Object> group(Object pluginData) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("SessionType", 100L);
    fields.put("PluginData", pluginData);
    return fields;
  }

  private static Matcher<List<Message<?>>> keepsInPluginData(Object expected) {
    return payloadsMatching(
        exactSequenceOf(
            predicate(
                event ->
                    event instanceof SessionPlanned planned
                        && planned.delta().changes().get("PluginData") instanceof Change.Parts parts
                        && expected.equals(parts.byPointer().get("").after()))));
  }

  private static Stream<Object> members() {
    Map<String, Object> member = new LinkedHashMap<>();
    member.put("ID", "i");
    member.put("sessionid", "s");
    member.put("sessionstatus", "10");
    Map<String, Object> named = new LinkedHashMap<>(member);
    named.put("EMail", "jan@people.example");
    named.put("LastName", "Jansen");
    named.put("BirthDate", null);
    Map<String, Object> odd = new LinkedHashMap<>();
    odd.put("ID", Map.of("LastName", "Jansen"));
    List<Object> rows = new ArrayList<>(List.of(named, "Jan Jansen", List.of(named), odd));
    rows.add(null);
    return Stream.of(
        Map.of("GroupMembers", rows, "page", "1"),
        Map.of("GroupMembers", Json.write(rows), "page", "1"),
        Json.write(Map.of("GroupMembers", rows, "page", "1")));
  }

  @ParameterizedTest
  @MethodSource("members")
  void a_group_session_names_none_of_its_members(Object pluginData) {
    Map<String, Object> member = new LinkedHashMap<>();
    member.put("ID", "i");
    member.put("sessionid", "s");
    member.put("sessionstatus", "10");
    fixture
        .givenNoPriorActivity()
        .when(new SaveSession(key, group(pluginData)))
        .expectEventsMatching(
            keepsInPluginData(Map.of("page", "1", "GroupMembers", List.of(member, Map.of()))));
  }

  @ParameterizedTest
  @MethodSource("strangeMembers")
  void members_in_any_other_shape_are_left_out(Object members) {
    fixture
        .givenNoPriorActivity()
        .when(new SaveSession(key, group(Collections.singletonMap("GroupMembers", members))))
        .expectEventsMatching(keepsInPluginData(Map.of("GroupMembers", List.of())));
  }

  private static Stream<Object> strangeMembers() {
    return Stream.of("Jan Jansen", Map.of("LastName", "Jansen"), 3, null);
  }

  @ParameterizedTest
  @MethodSource("otherPluginData")
  void plugin_data_without_members_stays_as_it_is(Object pluginData) {
    fixture
        .givenNoPriorActivity()
        .when(new SaveSession(key, group(pluginData)))
        .expectEventsMatching(keepsInPluginData(pluginData));
  }

  private static Stream<Object> otherPluginData() {
    return Stream.of(
        Map.of("GroupMember", List.of(Map.of("LastName", "L"))),
        List.of("GroupMembers"),
        "GroupMembers",
        "{\"GroupMembers\":",
        7);
  }

  @Test
  void what_is_told_of_one_person_is_told_anew_for_the_next() {
    UUID next = UUID.randomUUID();
    fixture
        .given(planned(10))
        .when(new SaveSession(key, Map.of("PersonID", next.toString())))
        .expectEventsMatching(
            changed(
                change ->
                    next.equals(change.subject())
                        && "Selection".equals(change.delta().after("Description"))
                        && change.delta().before("Description") == null));
  }
}
