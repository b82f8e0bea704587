package org.itr.credit;

import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * Commands for the credits of a company. The account is the target, the grants and usages are its
 * entries.
 */
public sealed interface CreditCommand {

  /** Opens the account of a new company at a level. */
  record OpenAccount(@TargetAggregateIdentifier ObjectKey target, long level)
      implements CreditCommand {}

  /** Grants credits, once per grant; an existing grant only changes its texts. */
  record GrantCredits(
      @TargetAggregateIdentifier ObjectKey target, ObjectKey grant, Map<String, Object> fields)
      implements CreditCommand {}

  /** Removes a grant from the list; the level does not change. */
  record RemoveCreditGrant(@TargetAggregateIdentifier ObjectKey target, ObjectKey grant)
      implements CreditCommand {}

  /**
   * Charges a session test, once per usage; returns whether it was charged, which the level or
   * allowed must permit.
   */
  record ChargeCredits(
      @TargetAggregateIdentifier ObjectKey target,
      ObjectKey usage,
      @Nullable UUID subject,
      boolean allowed,
      long warningLevel,
      Map<String, Object> fields)
      implements CreditCommand {}

  /** Corrects a usage in the list; the level does not change. */
  record SaveCreditUsage(
      @TargetAggregateIdentifier ObjectKey target, ObjectKey usage, Map<String, Object> fields)
      implements CreditCommand {}

  /** Removes a usage from the list; the level does not change. */
  record RemoveCreditUsage(@TargetAggregateIdentifier ObjectKey target, ObjectKey usage)
      implements CreditCommand {}
}
