package org.itr.http;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Something that the call needs is away; the message goes to the caller with 503. */
public final class Unavailable extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Says in a sentence what is away.
   *
   * @param cause what happened, for the log; null where that is logged already
   */
  public Unavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
