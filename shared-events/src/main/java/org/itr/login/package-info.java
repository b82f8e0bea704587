/**
 * Accounts and attempts to use them: the fields and rights of an account, and the commands and
 * events about it.
 */
@NullMarked
package org.itr.login;

import org.jspecify.annotations.NullMarked;
