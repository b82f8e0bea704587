/** Mails: what mail servers do, what the outbox keeps, and both over HTTP. */
@NullMarked
package org.itr.mail;

import org.jspecify.annotations.NullMarked;
