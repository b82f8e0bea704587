/** Calls about sessions and their overviews. */
@NullMarked
package org.itr.session;

import org.jspecify.annotations.NullMarked;
