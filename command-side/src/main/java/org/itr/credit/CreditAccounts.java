package org.itr.credit;

import java.util.UUID;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;

/**
 * How the credit accounts of companies are named; an account is no object of the contract, its
 * level is a field of the company.
 */
public final class CreditAccounts {

  private static final String TYPE = "creditaccounts";

  private CreditAccounts() {}

  /** The account of a company. */
  public static ObjectKey of(UUID company) {
    return new ObjectKey(TYPE, Space.of(company), company.toString());
  }
}
