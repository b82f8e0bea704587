package org.itr.company;

import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;

/** What can be asked of companies. */
public sealed interface CompanyCommand {

  /**
   * Founds the company, or changes the given fields; CurrentCreditLevel counts for a new one only.
   */
  record SaveCompany(@TargetAggregateIdentifier ObjectKey target, Map<String, Object> fields)
      implements CompanyCommand {}

  /** Removes the company. */
  record RemoveCompany(@TargetAggregateIdentifier ObjectKey target) implements CompanyCommand {}
}
