/** Puts mails that events cause into the outbox. */
@NullMarked
package org.itr.mail;

import org.jspecify.annotations.NullMarked;
