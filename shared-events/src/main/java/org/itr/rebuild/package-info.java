/** Rebuilds of projections from history, whose start and end are events as well. */
@NullMarked
package org.itr.rebuild;

import org.jspecify.annotations.NullMarked;
