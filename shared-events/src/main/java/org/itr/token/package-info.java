/** Tokens, which login issues and every later call presents; with their commands and events. */
@NullMarked
package org.itr.token;

import org.jspecify.annotations.NullMarked;
