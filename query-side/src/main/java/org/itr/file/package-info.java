/**
 * The row of a file: where it belongs, its size and the hash under which the command side keeps its
 * bytes. {@code ObjectProjection} writes it.
 */
@NullMarked
package org.itr.file;

import org.jspecify.annotations.NullMarked;
