/** What object types, deltas and documents promise by themselves. */
@NullMarked
package org.itr.objecttype;

import org.jspecify.annotations.NullMarked;
