/** Files that belong to an object, such as the pictures of a test. */
@NullMarked
package org.itr.file;

import org.jspecify.annotations.NullMarked;
