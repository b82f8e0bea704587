package org.itr.objecttype;

import java.io.Serial;

/** A request is malformed; the message names the field and goes to the caller with 400. */
public class InvalidInput extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** Names what was wrong in one sentence. */
  public InvalidInput(String message) {
    super(message, null, false, false);
  }
}
