package org.itr.event;

/** The keys of the metadata that every event carries. */
public final class MetaDataKeys {

  /** The company in whose name the command came; the nil uuid where there is none yet. */
  public static final String COMPANY = "company";

  /**
   * The user's id, {@code system} for what the server does by itself, {@code anonymous} before a
   * login.
   */
  public static final String USER = "user";

  /** The public uuid of the token that was used; never the token. */
  public static final String TOKEN_SESSION = "tokenSession";

  /** The network address that the call came from. */
  public static final String ADDRESS = "address";

  /** The id that the browser gave itself. */
  public static final String BROWSER = "browser";

  /** The id shared by everything that one call set in motion. */
  public static final String CORRELATION = "correlationId";

  /**
   * The id of the event that led to this one by a policy; of what a caller asked for, that of the
   * command.
   */
  public static final String CAUSATION = "causationId";

  /** The simple name of the command. */
  public static final String COMMAND = "command";

  private MetaDataKeys() {}
}
