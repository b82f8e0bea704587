/** Calls about the tokens that are good now, and what ends those whose time is over. */
@NullMarked
package org.itr.token;

import org.jspecify.annotations.NullMarked;
