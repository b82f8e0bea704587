/**
 * The row of a rebuild, so that rebuilds are in the audit trail as everything else is. {@code
 * ProjectionRebuild} in package view does the work.
 */
@NullMarked
package org.itr.rebuild;

import org.jspecify.annotations.NullMarked;
