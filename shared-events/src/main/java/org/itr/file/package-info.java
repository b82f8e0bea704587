/**
 * Files that belong to an object, such as the pictures of a test. Events contain their hash; the
 * command side stores their contents.
 */
@NullMarked
package org.itr.file;

import org.jspecify.annotations.NullMarked;
