package org.itr.event;

/** The keys of the metadata that every event carries. */
public final class MetaDataKeys {

  /** The company in whose name the command was sent; the nil uuid if there is none yet. */
  public static final String COMPANY = "company";

  /**
   * The user's id, {@code system} for what the server does by itself, {@code anonymous} before a
   * login.
   */
  public static final String USER = "user";

  /** The public uuid of the token that was used; never the token itself. */
  public static final String TOKEN_SESSION = "tokenSession";

  /** The network address that the call came from. */
  public static final String ADDRESS = "address";

  /** The id that the browser generated for itself. */
  public static final String BROWSER = "browser";

  /** The id shared by everything that one call caused. */
  public static final String CORRELATION = "correlationId";

  /** The id of the event that a policy reacted to, or of the command if a caller requested it. */
  public static final String CAUSATION = "causationId";

  /** The simple name of the command. */
  public static final String COMMAND = "command";

  private MetaDataKeys() {}
}
