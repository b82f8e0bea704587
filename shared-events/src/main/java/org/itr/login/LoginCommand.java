package org.itr.login;

import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;
import org.jspecify.annotations.Nullable;

/** What can be asked of accounts. */
public sealed interface LoginCommand {

  /** Makes the account, or changes the given fields; without a password it stays as it is. */
  record SaveLogin(
      @TargetAggregateIdentifier ObjectKey target,
      @Nullable Secret password,
      Map<String, Object> fields)
      implements LoginCommand {}

  /**
   * Sets the password. With {@code expires}, a timestamp, its expiration date moves too.
   *
   * @param chosenByOwner whether the user made it up, and not an office user for a candidate
   */
  record SetPassword(
      @TargetAggregateIdentifier ObjectKey target,
      Secret password,
      boolean chosenByOwner,
      @Nullable String expires)
      implements LoginCommand {}

  /** Notes that somebody logged in. */
  record RecordLogin(@TargetAggregateIdentifier ObjectKey target, Map<String, Object> fields)
      implements LoginCommand {}

  /** Notes that an attempt to log in was refused, and why. */
  record RefuseLogin(@TargetAggregateIdentifier ObjectKey target, Map<String, Object> fields)
      implements LoginCommand {}

  /**
   * Takes an amount from the personal credit pool; answers whether the level, or allowed, let it.
   */
  record ChargePersonalPool(
      @TargetAggregateIdentifier ObjectKey target, long amount, boolean allowed)
      implements LoginCommand {}

  /** Removes the account; its tokens end. */
  record RemoveLogin(@TargetAggregateIdentifier ObjectKey target) implements LoginCommand {}
}
