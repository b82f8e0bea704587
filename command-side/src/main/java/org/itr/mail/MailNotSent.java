package org.itr.mail;

import java.io.Serial;

/** A mail was not sent; the message is a sentence for the sender. */
public class MailNotSent extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** Says why not. */
  public MailNotSent(String sentence) {
    super(sentence, null, false, false);
  }
}
