package org.itr.rebuild;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.itr.objecttype.Change;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.rebuild.RebuildCommand.CancelRebuild;
import org.itr.rebuild.RebuildCommand.FailRebuild;
import org.itr.rebuild.RebuildCommand.FinishRebuild;
import org.itr.rebuild.RebuildCommand.StartRebuild;
import org.itr.rebuild.RebuildEvent.RebuildCancelled;
import org.itr.rebuild.RebuildEvent.RebuildFailed;
import org.itr.rebuild.RebuildEvent.RebuildFinished;
import org.itr.rebuild.RebuildEvent.RebuildStarted;
import org.junit.jupiter.api.Test;

class RebuildTest {

  private static final ObjectKey KEY = Rebuilds.keyOf(new UUID(1, 1));
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  private static final Instant END = Instant.parse("2026-01-31T12:00:05Z");
  private static final UUID EVENT = new UUID(2, 2);

  private final AggregateTestFixture<Rebuild> fixture = new AggregateTestFixture<>(Rebuild.class);

  private static RebuildStarted started() {
    return new RebuildStarted(
        KEY,
        Delta.of(
            Map.of(
                "Projection", Change.Value.added("Some"),
                "State", Change.Value.added("RUNNING"),
                "StartedAt", Change.Value.added(START.toString()))));
  }

  private static Map<String, Change> ended(String how) {
    return Map.of(
        "State", Change.Value.replaced("RUNNING", how),
        "EndedAt", Change.Value.replaced("2000-01-01T05:00:00Z", END.toString()));
  }

  private static Delta with(Map<String, Change> changes, Map<String, Change> more) {
    Map<String, Change> all = new java.util.HashMap<>(changes);
    all.putAll(more);
    return Delta.of(all);
  }

  private static RebuildCancelled cancelled() {
    return new RebuildCancelled(KEY, Delta.of(ended("CANCELLED")));
  }

  @Test
  void a_rebuild_begins() {
    fixture
        .givenNoPriorActivity()
        .when(new StartRebuild(KEY, "Some", START))
        .expectEvents(started());
  }

  @Test
  void it_begins_once() {
    fixture
        .given(started())
        .when(new StartRebuild(KEY, "Some", START))
        .expectNoEvents()
        .expectException(Refusal.class);
  }

  @Test
  void it_finishes_and_tells_how_many_events_it_folded() {
    fixture
        .given(started())
        .when(new FinishRebuild(KEY, 12, END))
        .expectEvents(
            new RebuildFinished(
                KEY, with(ended("FINISHED"), Map.of("Events", Change.Value.replaced(0L, 12L)))));
  }

  @Test
  void it_is_cancelled() {
    fixture.given(started()).when(new CancelRebuild(KEY, END)).expectEvents(cancelled());
  }

  @Test
  void it_fails_and_names_the_event() {
    fixture
        .given(started())
        .when(new FailRebuild(KEY, EVENT, "No such row", END))
        .expectEvents(
            new RebuildFailed(
                KEY,
                with(
                    ended("FAILED"),
                    Map.of(
                        "FailedEvent",
                            Change.Value.replaced(new UUID(0, 0).toString(), EVENT.toString()),
                        "Failure", Change.Value.replaced("", "No such row")))));
  }

  @Test
  void it_fails_for_another_reason_than_an_event() {
    fixture
        .given(started())
        .when(new FailRebuild(KEY, null, "Ended", END))
        .expectEvents(
            new RebuildFailed(
                KEY, with(ended("FAILED"), Map.of("Failure", Change.Value.replaced("", "Ended")))));
  }

  @Test
  void it_ends_once() {
    fixture
        .given(started(), cancelled())
        .when(new FinishRebuild(KEY, 12, END))
        .expectNoEvents()
        .expectException(Refusal.class);
    fixture
        .given(started(), cancelled())
        .when(new CancelRebuild(KEY, END))
        .expectNoEvents()
        .expectException(Refusal.class);
    fixture
        .given(started(), cancelled())
        .when(new FailRebuild(KEY, null, "Ended", END))
        .expectNoEvents()
        .expectException(Refusal.class);
  }
}
