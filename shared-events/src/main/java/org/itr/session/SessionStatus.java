package org.itr.session;

/**
 * The progress of a session or one of its tests in the field Status; values between READY and DONE
 * mean in progress.
 */
public final class SessionStatus {

  /** Not started yet, or to be started again. */
  public static final long READY = 10;

  /** Finished by the candidate; from here on it is billed. */
  public static final long DONE = 30;

  /** What the server makes of a session that is saved as done: who asked for it hears of it. */
  public static final long PROCESSED = 31;

  private SessionStatus() {}
}
