/** Erasing persons with a receipt, and the rules on when they are due. */
@NullMarked
package org.itr.privacy;

import org.jspecify.annotations.NullMarked;
