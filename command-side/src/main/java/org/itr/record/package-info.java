/** Decides about plain records: one aggregate for every type that has no behaviour of its own. */
@NullMarked
package org.itr.record;

import org.jspecify.annotations.NullMarked;
