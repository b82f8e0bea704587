package org.itr.token;

import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;

/** Commands for tokens. */
public sealed interface TokenCommand {

  /** Records that a token was issued. */
  record IssueToken(@TargetAggregateIdentifier ObjectKey target, Map<String, Object> fields)
      implements TokenCommand {}

  /** Moves the token to another company. */
  record MoveToken(@TargetAggregateIdentifier ObjectKey target, UUID company, UUID user)
      implements TokenCommand {}

  /** Ends the token. */
  record EndToken(@TargetAggregateIdentifier ObjectKey target, String reason)
      implements TokenCommand {}
}
