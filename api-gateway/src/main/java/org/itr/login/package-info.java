/**
 * Calls about logging in, new passwords and accounts, and the rules of who may change which
 * account.
 */
@NullMarked
package org.itr.login;

import org.jspecify.annotations.NullMarked;
