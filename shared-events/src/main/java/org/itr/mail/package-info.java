/** Mails. */
@NullMarked
package org.itr.mail;

import org.jspecify.annotations.NullMarked;
