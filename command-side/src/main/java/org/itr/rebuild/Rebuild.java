package org.itr.rebuild;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectState;
import org.itr.objecttype.Refusal;
import org.itr.rebuild.RebuildCommand.CancelRebuild;
import org.itr.rebuild.RebuildCommand.FailRebuild;
import org.itr.rebuild.RebuildCommand.FinishRebuild;
import org.itr.rebuild.RebuildCommand.StartRebuild;
import org.itr.rebuild.RebuildEvent.RebuildCancelled;
import org.itr.rebuild.RebuildEvent.RebuildFailed;
import org.itr.rebuild.RebuildEvent.RebuildFinished;
import org.itr.rebuild.RebuildEvent.RebuildStarted;
import org.jspecify.annotations.Nullable;

/** A rebuild of projections: it begins once and ends once. */
@AggregateRoot(type = "Rebuild")
public class Rebuild {

  @AggregateIdentifier private @Nullable ObjectKey key;
  private final ObjectState state = new ObjectState(Rebuilds.TYPE);

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(StartRebuild command) {
    if (state.exists()) {
      throw new Refusal(Refusal.Reason.CONFLICT, "This rebuild has already started");
    }
    Delta delta =
        state.change(
            Map.of(
                "Projection", command.projection(),
                "State", Rebuilds.RUNNING,
                "StartedAt", command.at().toString()));
    apply(new RebuildStarted(command.target(), delta));
  }

  @CommandHandler
  void decide(FinishRebuild command) {
    Delta delta = end(Rebuilds.FINISHED, command.at(), Map.of("Events", command.events()));
    apply(new RebuildFinished(command.target(), delta));
  }

  @CommandHandler
  void decide(CancelRebuild command) {
    Delta delta = end(Rebuilds.CANCELLED, command.at(), Map.of());
    apply(new RebuildCancelled(command.target(), delta));
  }

  @CommandHandler
  void decide(FailRebuild command) {
    UUID event = command.event();
    Map<String, Object> failure =
        event == null
            ? Map.of("Failure", command.reason())
            : Map.of("Failure", command.reason(), "FailedEvent", event.toString());
    apply(new RebuildFailed(command.target(), end(Rebuilds.FAILED, command.at(), failure)));
  }

  private Delta end(String how, Instant at, Map<String, Object> more) {
    if (!state.get("State").equals(Rebuilds.RUNNING)) {
      throw new Refusal(Refusal.Reason.CONFLICT, "This rebuild has already ended");
    }
    Map<String, Object> fields = new HashMap<>(more);
    fields.put("State", how);
    fields.put("EndedAt", at.toString());
    return state.change(fields);
  }

  @EventSourcingHandler
  void evolve(RebuildEvent event) {
    key = event.target();
    state.evolve(event);
  }
}
