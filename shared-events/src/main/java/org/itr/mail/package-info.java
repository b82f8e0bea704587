/** Mails: what can be asked of them, and what happens to them. */
@NullMarked
package org.itr.mail;

import org.jspecify.annotations.NullMarked;
