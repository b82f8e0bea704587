package org.itr.login;

import java.time.Instant;
import java.util.UUID;
import org.itr.objecttype.Secret;

/**
 * What a login came to.
 *
 * @param token the token to call with; empty while a second factor is missing
 * @param expires when the token ends if it is not used
 * @param company the company of the account
 * @param secondFactor what the second factor stands at
 * @param severalCompanies whether the user has to choose a company before the token is good for
 *     anything else
 */
public record LoginResult(
    Secret token,
    Instant expires,
    UUID company,
    SecondFactorStatus secondFactor,
    boolean severalCompanies) {

  /** What a second factor stands at; the names are those of the wire. */
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
