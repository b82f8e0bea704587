/** Decides about files, and keeps their bytes. */
@NullMarked
package org.itr.file;

import org.jspecify.annotations.NullMarked;
