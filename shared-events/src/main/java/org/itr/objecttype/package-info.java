/** The declarations that drive parsing, deltas, views and documentation. */
@NullMarked
package org.itr.objecttype;

import org.jspecify.annotations.NullMarked;
