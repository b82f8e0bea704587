/** Mails: their commands and events. */
@NullMarked
package org.itr.mail;

import org.jspecify.annotations.NullMarked;
