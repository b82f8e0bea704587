package org.itr.http;

import java.io.Serial;

/** A body is over its limit; the message goes to the caller with 413. */
final class TooLarge extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  TooLarge(long limit) {
    super("The body exceeds the limit of " + limit + " bytes", null, false, false);
  }
}
