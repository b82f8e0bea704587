/** Rebuilds of projections from history. */
@NullMarked
package org.itr.rebuild;

import org.jspecify.annotations.NullMarked;
