/**
 * Tokens, which a login issues and every call after it shows; and the commands and events about
 * them.
 */
@NullMarked
package org.itr.token;

import org.jspecify.annotations.NullMarked;
