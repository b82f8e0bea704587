package org.itr.store;

import com.github.f4b6a3.uuid.UuidCreator;
import org.axonframework.common.IdentifierFactory;

/**
 * Identifiers of messages that grow with time (UUID version 7), so that their indexes stay small
 * and warm.
 */
public final class TimeOrderedIdentifiers extends IdentifierFactory {

  @Override
  public String generateIdentifier() {
    return UuidCreator.getTimeOrderedEpochPlus1().toString();
  }
}
