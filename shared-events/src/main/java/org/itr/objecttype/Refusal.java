package org.itr.objecttype;

import java.io.Serial;

/**
 * A rule of the business does not allow what was asked; the message is a sentence for the caller.
 */
public class Refusal extends RuntimeException {

  /** Which kind of no it is; HTTP has a status for each. */
  public enum Reason {
    /** The caller has not the right. */
    FORBIDDEN,
    /** There is no such object, or not for this caller. */
    NOT_FOUND,
    /** The object's state does not allow it. */
    CONFLICT,
    /** A value of a candidate is over its limit. */
    OVER_LIMIT
  }

  @Serial private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** A refusal with its sentence. */
  public Refusal(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** There is no such object. */
  public static Refusal notFound(ObjectKey key) {
    return new Refusal(Reason.NOT_FOUND, "There is no object " + key.id() + " in " + key.type());
  }

  /** Which kind of no it is. */
  public Reason reason() {
    return reason;
  }
}
