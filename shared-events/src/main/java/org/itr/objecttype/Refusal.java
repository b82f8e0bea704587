package org.itr.objecttype;

import java.io.Serial;

/** A business rule does not allow the request; the message is a sentence for the caller. */
public class Refusal extends RuntimeException {

  /** The kind of refusal, which determines the HTTP status. */
  public enum Reason {
    /** The caller lacks the right. */
    FORBIDDEN,
    /** The object does not exist or is not visible to the caller. */
    NOT_FOUND,
    /** The object's state does not allow it. */
    CONFLICT,
    /** A value sent by a candidate exceeds its limit. */
    OVER_LIMIT
  }

  @Serial private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** A refusal with its message. */
  public Refusal(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** There is no such object. */
  public static Refusal notFound(ObjectKey key) {
    return new Refusal(Reason.NOT_FOUND, "There is no object " + key.id() + " in " + key.type());
  }

  /** The kind of refusal. */
  public Reason reason() {
    return reason;
  }
}
