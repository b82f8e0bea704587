package org.itr.privacy;

import java.util.UUID;
import org.itr.event.DomainEvent;
import org.itr.event.EventType;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Events concerning privacy. */
public sealed interface PrivacyEvent extends DomainEvent {

  /** A receipt of an erasure was issued; it names no person. */
  @EventType(
      name = "ErasureReceiptIssued",
      meaning = "A receipt of an erasure was issued; it names no person.")
  record ErasureReceiptIssued(ObjectKey target, Delta delta) implements PrivacyEvent, Creates {
    @Override
    public @Nullable UUID subject() {
      return null;
    }
  }
}
