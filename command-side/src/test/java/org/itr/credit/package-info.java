/** Commands given-when-then: credit. */
@NullMarked
package org.itr.credit;

import org.jspecify.annotations.NullMarked;
