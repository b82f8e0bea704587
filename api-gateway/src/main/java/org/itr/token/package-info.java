/** Calls about tokens. */
@NullMarked
package org.itr.token;

import org.jspecify.annotations.NullMarked;
