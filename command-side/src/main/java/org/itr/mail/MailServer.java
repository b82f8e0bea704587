package org.itr.mail;

import org.itr.objecttype.Secret;

/**
 * A mail server and how to speak to it.
 *
 * @param host its name
 * @param port its port
 * @param safety how what is said is kept from others
 * @param user who logs in; empty for nobody
 * @param password that user's password
 * @param sender the address that mails come from
 */
record MailServer(
    String host, int port, Safety safety, String user, Secret password, String sender) {

  /** How a connection is kept from listeners. */
  enum Safety {
    /** Not at all. */
    NONE,
    /** TLS before anything else is said. */
    STARTTLS,
    /** TLS from the first byte on. */
    TLS
  }
}
