/**
 * The row of an account, and finding accounts by e-mail address. Passwords and second factors are
 * not here but in the vaults of the command side.
 */
@NullMarked
package org.itr.login;

import org.jspecify.annotations.NullMarked;
