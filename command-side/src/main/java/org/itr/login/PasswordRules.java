package org.itr.login;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.itr.objecttype.Secret;

/** How long passwords are, how long they are valid, and how the server makes them up. */
public final class PasswordRules {

  /** The fewest characters (code points) of a password that a user chooses. */
  public static final int SHORTEST = 10;

  /**
   * The most characters of any password: hashing more would cost the server more than the caller.
   */
  static final int LONGEST = 200;

  private static final int VALID_MONTHS = 3;

  /** Without letters and digits that are easily mistaken for each other. */
  private static final String CHARACTERS =
      "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final SecureRandom RANDOM = new SecureRandom();

  private PasswordRules() {}

  /** Whether a password is shorter than a user may choose it. */
  public static boolean isTooShort(Secret password) {
    return password.value().codePoints().count() < SHORTEST;
  }

  /** When a password that is set now expires, as a canonical timestamp. */
  public static String expiryFrom(Instant now) {
    return now.atOffset(ZoneOffset.UTC)
        .plusMonths(VALID_MONTHS)
        .toInstant()
        .truncatedTo(ChronoUnit.MICROS)
        .toString();
  }

  /** A random password. */
  public static Secret generate(int length) {
    StringBuilder password = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      password.append(CHARACTERS.charAt(RANDOM.nextInt(CHARACTERS.length())));
    }
    return new Secret(password.toString());
  }
}
