/** Accounts and attempts to use them. */
@NullMarked
package org.itr.login;

import org.jspecify.annotations.NullMarked;
