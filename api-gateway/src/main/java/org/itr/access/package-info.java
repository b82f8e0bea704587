/** Notes what is refused, and who reads results. */
@NullMarked
package org.itr.access;

import org.jspecify.annotations.NullMarked;
