/**
 * Calls about files of objects, streamed both ways; browsers that show a test load them without a
 * token.
 */
@NullMarked
package org.itr.file;

import org.jspecify.annotations.NullMarked;
