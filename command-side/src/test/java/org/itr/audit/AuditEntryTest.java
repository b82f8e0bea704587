package org.itr.audit;

import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.itr.audit.AuditCommand.AddAuditNote;
import org.itr.audit.AuditCommand.HideAuditEntry;
import org.itr.audit.AuditEvent.AuditEntryHidden;
import org.itr.audit.AuditEvent.AuditNoteAdded;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Space;
import org.junit.jupiter.api.Test;

class AuditEntryTest {

  private final ObjectKey key =
      ObjectKey.of(AuditTrail.TYPE, Space.of(UUID.randomUUID()), UUID.randomUUID());
  private final AuditNoteAdded added =
      new AuditNoteAdded(key, Delta.added(Map.of("AuditMessage", "The candidate called")));
  private final AggregateTestFixture<AuditEntry> fixture =
      new AggregateTestFixture<>(AuditEntry.class);

  @Test
  void a_note_is_added_and_does_not_say_who_wrote_it_or_when() {
    fixture
        .givenNoPriorActivity()
        .when(
            new AddAuditNote(
                key,
                Map.of(
                    "AuditMessage",
                    "The candidate called",
                    "UserID",
                    UUID.randomUUID().toString(),
                    "CreateDate",
                    "2001-01-01T00:00:00Z")))
        .expectEvents(added);
  }

  @Test
  void a_note_is_never_changed() {
    fixture
        .given(added)
        .when(new AddAuditNote(key, Map.of("AuditMessage", "Nobody called")))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void a_hidden_entry_is_not_written_over() {
    fixture
        .given(new AuditEntryHidden(key, Delta.NONE))
        .when(new AddAuditNote(key, Map.of("AuditMessage", "Something else")))
        .expectNoEvents()
        .expectException(Refusal.class);
  }

  @Test
  void an_entry_is_hidden_once() {
    AuditEntryHidden hidden = new AuditEntryHidden(key, Delta.NONE);
    fixture.givenNoPriorActivity().when(new HideAuditEntry(key)).expectEvents(hidden);
    new AggregateTestFixture<>(AuditEntry.class)
        .given(hidden)
        .when(new HideAuditEntry(key))
        .expectException(Refusal.class)
        .expectNoEvents();
  }
}
