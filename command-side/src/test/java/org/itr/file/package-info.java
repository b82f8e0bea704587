/** Commands given-when-then: file. */
@NullMarked
package org.itr.file;

import org.jspecify.annotations.NullMarked;
