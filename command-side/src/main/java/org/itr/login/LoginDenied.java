package org.itr.login;

import java.io.Serial;

/**
 * A login was refused. The message is for the caller and reveals nothing else; the HTTP status is
 * 401.
 */
public class LoginDenied extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  LoginDenied(String message) {
    super(message, null, false, false);
  }
}
