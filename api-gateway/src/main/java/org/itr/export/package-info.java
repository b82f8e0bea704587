/** Lists as files for other programs. */
@NullMarked
package org.itr.export;

import org.jspecify.annotations.NullMarked;
