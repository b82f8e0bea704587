/** Notes of calls that changed nothing. */
@NullMarked
package org.itr.access;

import org.jspecify.annotations.NullMarked;
