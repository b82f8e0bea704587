package org.itr.login;

import java.io.Serial;

/**
 * Somebody could not be let in. The message is for the caller and does not tell more than that;
 * HTTP says 401.
 */
public class LoginDenied extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  LoginDenied(String message) {
    super(message, null, false, false);
  }
}
