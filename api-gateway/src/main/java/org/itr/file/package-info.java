/** Files of objects over HTTP. */
@NullMarked
package org.itr.file;

import org.jspecify.annotations.NullMarked;
