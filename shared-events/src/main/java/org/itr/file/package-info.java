/**
 * Files that belong to an object, such as the pictures of a test. Events have their hash; their
 * bytes are in the command side.
 */
@NullMarked
package org.itr.file;

import org.jspecify.annotations.NullMarked;
