package org.itr.token;

import java.util.UUID;
import org.itr.event.DomainEvent;
import org.itr.event.EventType;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Events about tokens, which are identified by their public uuid. */
public sealed interface TokenEvent extends DomainEvent {

  /** A token was issued. */
  @EventType(name = "TokenIssued", meaning = "A token was issued.")
  record TokenIssued(ObjectKey target, Delta delta) implements TokenEvent, Creates {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }

  /** A token was moved to another company. */
  @EventType(name = "TokenMoved", meaning = "A token was moved to another company.")
  record TokenMoved(ObjectKey target, Delta delta) implements TokenEvent, Changes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }

  /** A token became invalid; companyId is the company that it was valid for. */
  @EventType(name = "TokenEnded", meaning = "A token was revoked or has expired.")
  record TokenEnded(ObjectKey target, UUID companyId, String reason)
      implements TokenEvent, Removes {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }
}
