/**
 * Projections for those who manage the server: shown, made again from history, compared with it.
 */
@NullMarked
package org.itr.rebuild;

import org.jspecify.annotations.NullMarked;
