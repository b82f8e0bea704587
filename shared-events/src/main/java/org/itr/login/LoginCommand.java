package org.itr.login;

import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Secret;
import org.jspecify.annotations.Nullable;

/** Commands for accounts. */
public sealed interface LoginCommand {

  /**
   * Creates the account or changes the given fields; without a password, the password does not
   * change.
   */
  record SaveLogin(
      @TargetAggregateIdentifier ObjectKey target,
      @Nullable Secret password,
      Map<String, Object> fields)
      implements LoginCommand {}

  /**
   * Sets the password. With {@code expires}, a timestamp, its expiration date moves too.
   *
   * @param chosenByOwner whether the user chose it, rather than an office user for a candidate
   */
  record SetPassword(
      @TargetAggregateIdentifier ObjectKey target,
      Secret password,
      boolean chosenByOwner,
      @Nullable String expires)
      implements LoginCommand {}

  /** Records that somebody logged in. */
  record RecordLogin(@TargetAggregateIdentifier ObjectKey target, Map<String, Object> fields)
      implements LoginCommand {}

  /** Records that an attempt to log in was refused, and why. */
  record RefuseLogin(@TargetAggregateIdentifier ObjectKey target, Map<String, Object> fields)
      implements LoginCommand {}

  /** Creates the two-factor secret of an account that has none. */
  record RegisterSecondFactor(@TargetAggregateIdentifier ObjectKey target)
      implements LoginCommand {}

  /** Accepts a two-factor code; returns whether it was correct. */
  record TakeSecondFactor(@TargetAggregateIdentifier ObjectKey target, Secret code)
      implements LoginCommand {}

  /** Records that somebody asked for a mail with which to set a new password. */
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
   * Takes an amount from the personal credit pool; returns whether it was taken, which the level or
   * allowed must permit.
   */
  record ChargePersonalPool(
      @TargetAggregateIdentifier ObjectKey target, long amount, boolean allowed)
      implements LoginCommand {}

  /** Removes the account; its tokens end. */
  record RemoveLogin(@TargetAggregateIdentifier ObjectKey target) implements LoginCommand {}
}
