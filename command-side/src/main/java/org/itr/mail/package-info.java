/** Decides about mails, keeps those that events cause until they are sent, and sends mails. */
@NullMarked
package org.itr.mail;

import org.jspecify.annotations.NullMarked;
