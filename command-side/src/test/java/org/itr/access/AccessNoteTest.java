package org.itr.access;

import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.itr.access.AccessCommand.NoteRefusedCall;
import org.itr.access.AccessCommand.NoteResultsRead;
import org.itr.access.AccessEvent.CallRefused;
import org.itr.access.AccessEvent.ResultsRead;
import org.itr.login.Logins;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.itr.sessiontest.SessionTests;
import org.junit.jupiter.api.Test;

class AccessNoteTest {

  private final Space company = Space.of(UUID.randomUUID());
  private final ObjectKey note = AccessCommand.noteOf(company, UUID.randomUUID().toString());
  private final AggregateTestFixture<AccessNote> fixture =
      new AggregateTestFixture<>(AccessNote.class);

  @Test
  void a_refused_call_is_told_of_its_user() {
    ObjectKey user = ObjectKey.of(Logins.TYPE, company, UUID.randomUUID());
    Map<String, Object> call = Map.of("Call", "POST /api/companies/{id}");
    fixture
        .givenNoPriorActivity()
        .when(new NoteRefusedCall(note, user, call))
        .expectEvents(new CallRefused(note, user, Delta.added(call)));
  }

  @Test
  void reading_results_is_told_of_what_was_read() {
    ObjectKey test = ObjectKey.of(SessionTests.TYPE, company, UUID.randomUUID());
    UUID session = UUID.randomUUID();
    fixture
        .givenNoPriorActivity()
        .when(new NoteResultsRead(note, test, session))
        .expectEvents(new ResultsRead(note, test, session));
  }

  @Test
  void a_note_is_made_once() {
    ObjectKey test = ObjectKey.of(SessionTests.TYPE, company, UUID.randomUUID());
    fixture
        .given(new ResultsRead(note, test, null))
        .when(new NoteResultsRead(note, test, null))
        .expectNoEvents();
  }
}
