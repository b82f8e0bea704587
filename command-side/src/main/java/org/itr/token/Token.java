package org.itr.token;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.Map;
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
import org.itr.token.TokenCommand.EndToken;
import org.itr.token.TokenCommand.IssueToken;
import org.itr.token.TokenCommand.MoveToken;
import org.itr.token.TokenEvent.TokenEnded;
import org.itr.token.TokenEvent.TokenIssued;
import org.itr.token.TokenEvent.TokenMoved;
import org.jspecify.annotations.Nullable;

/**
 * The public side of a token, known by the uuid of its session on the server. The token itself is a
 * secret.
 */
@AggregateRoot(type = "Token")
public class Token {

  @AggregateIdentifier private @Nullable ObjectKey key;
  private final ObjectState state = new ObjectState(Tokens.TYPE);

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(IssueToken command) {
    if (state.exists()) {
      throw new Refusal(Refusal.Reason.CONFLICT, "This token was issued before");
    }
    apply(new TokenIssued(command.target(), state.change(command.fields())));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(MoveToken command) {
    requireExistence(command.target());
    Delta delta =
        state.change(
            Map.of("UserID", command.user().toString(), "CompanyID", command.company().toString()));
    if (!delta.isEmpty()) {
      apply(new TokenMoved(command.target(), delta));
    }
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(EndToken command) {
    requireExistence(command.target());
    apply(new TokenEnded(command.target(), state.uuid("CompanyID"), command.reason()));
  }

  private void requireExistence(ObjectKey target) {
    if (!state.exists()) {
      throw Refusal.notFound(target);
    }
  }

  @EventSourcingHandler
  void evolve(TokenEvent event) {
    key = event.target();
    state.evolve(event);
  }
}
