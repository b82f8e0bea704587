/** Tests of what is decided about mails. */
@NullMarked
package org.itr.mail;

import org.jspecify.annotations.NullMarked;
