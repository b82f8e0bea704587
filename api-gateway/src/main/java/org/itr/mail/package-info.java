/** Mails over HTTP, and the clock of the outbox. */
@NullMarked
package org.itr.mail;

import org.jspecify.annotations.NullMarked;
