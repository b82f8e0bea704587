/** Makes events of calls that changed nothing: refused ones, and reads of results. */
@NullMarked
package org.itr.access;

import org.jspecify.annotations.NullMarked;
