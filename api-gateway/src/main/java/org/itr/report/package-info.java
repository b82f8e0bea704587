/** Calls of: reports. */
@NullMarked
package org.itr.report;

import org.jspecify.annotations.NullMarked;
