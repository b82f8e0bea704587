package org.itr.mail;

import org.itr.objecttype.Secret;

/**
 * A mail server and how to connect to it.
 *
 * @param host its name
 * @param port its port
 * @param safety how the connection is protected
 * @param user the user name; empty for no authentication
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
