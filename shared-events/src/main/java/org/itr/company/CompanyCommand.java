package org.itr.company;

import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;

/** Commands for companies. */
public sealed interface CompanyCommand {

  /**
   * Creates the company or changes the given fields; CurrentCreditLevel is ignored for an existing
   * one.
   */
  record SaveCompany(@TargetAggregateIdentifier ObjectKey target, Map<String, Object> fields)
      implements CompanyCommand {}

  /** Removes the company. */
  record RemoveCompany(@TargetAggregateIdentifier ObjectKey target) implements CompanyCommand {}
}
