/** Rebuilds of projections from history: that one began and how it ended are events too. */
@NullMarked
package org.itr.rebuild;

import org.jspecify.annotations.NullMarked;
