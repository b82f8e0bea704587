/** Accounts and login attempts: the fields and rights of an account, its commands and events. */
@NullMarked
package org.itr.login;

import org.jspecify.annotations.NullMarked;
