/** Companies. */
@NullMarked
package org.itr.company;

import org.jspecify.annotations.NullMarked;
