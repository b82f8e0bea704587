package org.itr.privacy;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectState;
import org.itr.objecttype.Refusal;
import org.itr.privacy.PrivacyCommand.IssueReceipt;
import org.itr.privacy.PrivacyEvent.ErasureReceiptIssued;
import org.jspecify.annotations.Nullable;

/** A receipt of an erasure. It is issued once and never changes. */
@AggregateRoot(type = "ErasureReceipt")
public class ErasureReceipt {

  @AggregateIdentifier private @Nullable ObjectKey key;
  private final ObjectState state = new ObjectState(ErasureReceipts.TYPE);

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(IssueReceipt command) {
    if (state.exists()) {
      throw new Refusal(Refusal.Reason.CONFLICT, "This receipt already exists");
    }
    apply(new ErasureReceiptIssued(command.target(), state.change(command.fields())));
  }

  @EventSourcingHandler
  void evolve(ErasureReceiptIssued event) {
    key = event.target();
    state.evolve(event);
  }
}
