/**
 * Decides about rebuilds of projections: each begins once and ends once. The query side does the
 * work.
 */
@NullMarked
package org.itr.rebuild;

import org.jspecify.annotations.NullMarked;
