/** Writes lists as files for other programs: comma-separated values and workbooks. */
@NullMarked
package org.itr.export;

import org.jspecify.annotations.NullMarked;
