package org.itr.record;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.itr.objecttype.Change;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Space;
import org.itr.record.RecordCommand.RemoveRecord;
import org.itr.record.RecordCommand.SaveRecord;
import org.itr.record.RecordEvent.RecordAdded;
import org.itr.record.RecordEvent.RecordChanged;
import org.itr.record.RecordEvent.RecordRemoved;
import org.junit.jupiter.api.Test;

class RecordTest {

  private final ObjectKey university =
      ObjectKey.of(Educations.TYPE, Space.of(UUID.randomUUID()), UUID.randomUUID());
  private final ObjectKey client =
      ObjectKey.of(Organisations.TYPE, Space.of(UUID.randomUUID()), UUID.randomUUID());
  private final RecordAdded added =
      new RecordAdded(university, null, Delta.added(Map.of("Name", "University")));
  private final AggregateTestFixture<Record> fixture = new AggregateTestFixture<>(Record.class);

  @Test
  void saving_an_unknown_record_adds_it_with_what_differs_from_the_initial_values() {
    fixture
        .givenNoPriorActivity()
        .when(new SaveRecord(university, null, Map.of("Name", "University", "Active", true)))
        .expectEvents(added);
  }

  @Test
  void saving_a_known_record_changes_what_is_different_and_keeps_what_was_before() {
    fixture
        .given(added)
        .when(new SaveRecord(university, null, Map.of("Name", "College")))
        .expectEvents(
            new RecordChanged(university, null, Delta.replaced("Name", "University", "College")));
  }

  @Test
  void saving_what_is_there_already_leaves_no_trace() {
    fixture
        .given(added)
        .when(new SaveRecord(university, null, Map.of("Name", "University")))
        .expectNoEvents();
  }

  @Test
  void a_record_can_be_removed_and_come_back() {
    fixture
        .given(added)
        .when(new RemoveRecord(university))
        .expectEvents(new RecordRemoved(university));
    new AggregateTestFixture<>(Record.class)
        .given(added, new RecordRemoved(university))
        .when(new SaveRecord(university, null, Map.of("Name", "University")))
        .expectEvents(added);
  }

  @Test
  void a_record_with_personal_fields_that_are_nobody_elses_is_about_itself() {
    new AggregateTestFixture<>(Record.class)
        .givenNoPriorActivity()
        .when(new SaveRecord(client, null, Map.of("ContactPerson", "Jan")))
        .expectEvents(
            new RecordAdded(
                client, OwnSubject.of(client), Delta.added(Map.of("ContactPerson", "Jan"))));
  }

  @Test
  void what_a_record_told_in_clear_is_told_anew_once_it_is_about_itself() {
    Map<String, Change> changes = new LinkedHashMap<>();
    changes.put("Name", Change.Value.replaced("Client", "Customer"));
    changes.put("ContactPerson", Change.Value.added("Jan"));
    new AggregateTestFixture<>(Record.class)
        .given(
            new RecordAdded(
                client, null, Delta.added(Map.of("Name", "Client", "ContactPerson", "Jan"))))
        .when(new SaveRecord(client, null, Map.of("Name", "Customer")))
        .expectEvents(new RecordChanged(client, OwnSubject.of(client), Delta.of(changes)));
  }

  @Test
  void what_is_not_there_cannot_be_removed() {
    fixture
        .given(added, new RecordRemoved(university))
        .when(new RemoveRecord(university))
        .expectException(Refusal.class)
        .expectNoEvents();
  }
}
