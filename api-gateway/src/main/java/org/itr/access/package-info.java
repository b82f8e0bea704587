/** Notes refused calls and reads of results, so that history tells of them too. */
@NullMarked
package org.itr.access;

import org.jspecify.annotations.NullMarked;
