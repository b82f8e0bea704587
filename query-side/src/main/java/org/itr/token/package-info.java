/**
 * The row of a token that is good now. It never has the token itself, which only the vault of the
 * command side can tell.
 */
@NullMarked
package org.itr.token;

import org.jspecify.annotations.NullMarked;
