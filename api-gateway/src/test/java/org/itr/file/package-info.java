/** Files over HTTP, and where their bytes are. */
@NullMarked
package org.itr.file;

import org.jspecify.annotations.NullMarked;
