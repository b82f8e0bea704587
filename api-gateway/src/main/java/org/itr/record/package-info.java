/** Calls about plain records. */
@NullMarked
package org.itr.record;

import org.jspecify.annotations.NullMarked;
