package org.itr.login;

import java.time.Instant;
import java.util.UUID;
import org.itr.objecttype.Secret;

/**
 * The result of a login.
 *
 * @param token the token to call with; empty while a second factor is missing
 * @param expires when the token ends if it is not used
 * @param company the company of the account
 * @param secondFactor the state of the second factor
 * @param severalCompanies whether the user must choose a company before the token can be used for
 *     anything else
 */
public record LoginResult(
    Secret token,
    Instant expires,
    UUID company,
    SecondFactorStatus secondFactor,
    boolean severalCompanies) {

  /** The state of a second factor; the names are those on the wire. */
  public enum SecondFactorStatus {
    /** None is asked for. */
    NA,
    /** One is asked for and its secret was never made: the user scans a code first. */
    QR,
    /** A code is asked for. */
    CODE,
    /** A code was given and was right. */
    OK
  }
}
