/** Calls about companies. */
@NullMarked
package org.itr.company;

import org.jspecify.annotations.NullMarked;
