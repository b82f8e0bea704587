/** Views of: files. */
@NullMarked
package org.itr.file;

import org.jspecify.annotations.NullMarked;
