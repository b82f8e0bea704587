package org.itr.http;

import java.io.Serial;

/** A login is refused; 401. */
public final class Unauthorized extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** A refusal that does not tell what was wrong. */
  public Unauthorized(String message) {
    super(message, null, false, false);
  }
}
