/** Erasing persons with a receipt, and the rules that say when that is due. */
@NullMarked
package org.itr.privacy;

import org.jspecify.annotations.NullMarked;
