package org.itr.rebuild;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** What can be asked of rebuilds. */
public sealed interface RebuildCommand {

  /**
   * Begins a rebuild.
   *
   * @param projection the name of the projection; empty for all
   * @param at when
   */
  record StartRebuild(@TargetAggregateIdentifier ObjectKey target, String projection, Instant at)
      implements RebuildCommand {}

  /**
   * Notes that the rebuilt tables are in place.
   *
   * @param events how many events were folded
   * @param at when
   */
  record FinishRebuild(@TargetAggregateIdentifier ObjectKey target, long events, Instant at)
      implements RebuildCommand {}

  /**
   * Notes that a rebuild was stopped on request, and the live tables stay.
   *
   * @param at when
   */
  record CancelRebuild(@TargetAggregateIdentifier ObjectKey target, Instant at)
      implements RebuildCommand {}

  /**
   * Notes that a rebuild could not go on, and the live tables stay.
   *
   * @param event the id of the event that could not be folded; null where it was something else
   * @param reason why
   * @param at when
   */
  record FailRebuild(
      @TargetAggregateIdentifier ObjectKey target, @Nullable UUID event, String reason, Instant at)
      implements RebuildCommand {}
}
