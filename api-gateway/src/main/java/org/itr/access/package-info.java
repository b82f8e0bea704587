/** Records refused calls and reads of results in history. */
@NullMarked
package org.itr.access;

import org.jspecify.annotations.NullMarked;
