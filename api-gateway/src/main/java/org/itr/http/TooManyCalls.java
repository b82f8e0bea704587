package org.itr.http;

import java.io.Serial;

/** A caller is over the rate limit; 429. */
final class TooManyCalls extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  TooManyCalls() {
    super("Too many calls; please wait a moment", null, false, false);
  }
}
