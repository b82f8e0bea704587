package org.itr.privacy;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;

/** Commands concerning privacy. */
public sealed interface PrivacyCommand {

  /** Why somebody is erased. */
  enum Cause {
    /** A user asked for it. */
    REQUEST,
    /** A retention rule applied. */
    RETENTION,
    /** An administrator asked for it from the command line. */
    COMMAND_LINE
  }

  /**
   * Erases a person and issues a receipt.
   *
   * @param person the person
   * @param receipt the ID of the receipt
   * @param at the moment
   * @param cause why
   */
  record Erase(ObjectKey person, UUID receipt, Instant at, Cause cause) implements PrivacyCommand {}

  /**
   * Erases a person if the rule is active and the person is due at that time, and issues a receipt;
   * returns whether it did.
   *
   * @param rule the rule
   * @param person the person
   * @param receipt the ID of the receipt
   * @param at the moment
   */
  record EraseIfDue(ObjectKey rule, ObjectKey person, UUID receipt, Instant at)
      implements PrivacyCommand {}

  /** Issues a receipt. */
  record IssueReceipt(@TargetAggregateIdentifier ObjectKey target, Map<String, Object> fields)
      implements PrivacyCommand {}
}
