package org.itr.login;

import java.util.Map;
import java.util.UUID;
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

  /** Makes the secret of a second factor for an account that has none. */
  record RegisterSecondFactor(@TargetAggregateIdentifier ObjectKey target)
      implements LoginCommand {}

  /** Takes a code of the second factor; answers whether it was right. */
  record TakeSecondFactor(@TargetAggregateIdentifier ObjectKey target, Secret code)
      implements LoginCommand {}

  /** Notes that somebody asked for a mail with which to set a new password. */
  record RequestPasswordReset(
      @TargetAggregateIdentifier ObjectKey target, String baseUrl, String language)
      implements LoginCommand {}

  /**
   * Sets the password of a user in every company, once.
   *
   * @param account the account that the token was issued for
   * @param tokenSession the token, which this uses up
   * @param name the user's e-mail address
   */
  record ResetPassword(ObjectKey account, UUID tokenSession, String name, Secret password)
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
