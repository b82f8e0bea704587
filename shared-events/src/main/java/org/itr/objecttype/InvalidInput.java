package org.itr.objecttype;

import java.io.Serial;

/** A malformed request; the message names the field and is answered with status 400. */
public class InvalidInput extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** Creates it with a one-sentence message. */
  public InvalidInput(String message) {
    super(message, null, false, false);
  }
}
