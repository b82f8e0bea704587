/** Tests of lists as files. */
@NullMarked
package org.itr.export;

import org.jspecify.annotations.NullMarked;
