package org.itr.token;

import java.time.Instant;
import java.util.UUID;
import org.itr.login.Logins;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;

/**
 * Whose token it is.
 *
 * @param tokenSession the uuid of the token's session on the server, which is no secret
 * @param space the company that the token is good for
 * @param login the account in that company
 * @param kind what the token is for
 * @param companyChoicePending whether the user has yet to choose a company, and the token is good
 *     for nothing else
 * @param lastUsed when the token's life was last renewed
 */
public record TokenHolder(
    UUID tokenSession,
    Space space,
    UUID login,
    Kind kind,
    boolean companyChoicePending,
    Instant lastUsed) {

  /** What a token is for. */
  public enum Kind {
    /** Working: ten minutes from its last use. */
    SESSION('W'),
    /** Setting a new password: five minutes from its issue. */
    PASSWORD_RESET('P');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    /** The first letter of such a token. */
    public char letter() {
      return letter;
    }

    static Kind of(String letter) {
      return letter.charAt(0) == SESSION.letter ? SESSION : PASSWORD_RESET;
    }
  }

  /** The key of the account. */
  public ObjectKey loginKey() {
    return ObjectKey.of(Logins.TYPE, space, login);
  }

  /** The key under which the token's events and its row are. */
  public ObjectKey key() {
    return ObjectKey.of(Tokens.TYPE, Space.MASTER, tokenSession);
  }
}
