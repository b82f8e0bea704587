/** Records calls that changed nothing as events: refused calls and reads of results. */
@NullMarked
package org.itr.access;

import org.jspecify.annotations.NullMarked;
