package org.itr.mail;

/** What mails that events cause are for. */
public final class Purposes {

  /** A link with which to set a new password. */
  public static final String PASSWORD_RESET = "password reset";

  /** A session is done. */
  public static final String SESSION_READY = "session ready";

  /** A company is almost out of credits. */
  public static final String CREDITS_LOW = "credits low";

  private Purposes() {}
}
