package org.itr.session;

/**
 * How far a session or one of its tests is, as the field Status tells; what is under way is between
 * READY and DONE.
 */
public final class SessionStatus {

  /** It was not started yet, or starts again. */
  public static final long READY = 10;

  /** The candidate is done with it; from here on it is billed. */
  public static final long DONE = 30;

  /** What the server makes of a session that is saved as done: who asked for it hears of it. */
  public static final long PROCESSED = 31;

  private SessionStatus() {}
}
