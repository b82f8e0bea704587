package org.itr.rebuild;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Commands for rebuilds. */
public sealed interface RebuildCommand {

  /**
   * Starts a rebuild.
   *
   * @param projection the name of the projection; empty for all
   * @param at when
   */
  record StartRebuild(@TargetAggregateIdentifier ObjectKey target, String projection, Instant at)
      implements RebuildCommand {}

  /**
   * Records that the rebuilt tables are in place.
   *
   * @param events how many events were folded
   * @param at when
   */
  record FinishRebuild(@TargetAggregateIdentifier ObjectKey target, long events, Instant at)
      implements RebuildCommand {}

  /**
   * Records that a rebuild was cancelled and the live tables were not changed.
   *
   * @param at when
   */
  record CancelRebuild(@TargetAggregateIdentifier ObjectKey target, Instant at)
      implements RebuildCommand {}

  /**
   * Records that a rebuild failed and the live tables were not changed.
   *
   * @param event the id of the event that could not be applied; null for other causes
   * @param reason why
   * @param at when
   */
  record FailRebuild(
      @TargetAggregateIdentifier ObjectKey target, @Nullable UUID event, String reason, Instant at)
      implements RebuildCommand {}
}
