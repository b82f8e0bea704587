package org.itr.credit;

import java.util.UUID;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;

/** The credit accounts of companies: the aggregates behind grants, usages and a company's level. */
public final class CreditAccounts {

  private static final String TYPE = "creditaccounts";

  private CreditAccounts() {}

  /** The key of a company's account. */
  public static ObjectKey keyOf(UUID company) {
    return new ObjectKey(TYPE, Space.of(company), company.toString());
  }
}
