/** Tests of receipts. */
@NullMarked
package org.itr.privacy;

import org.jspecify.annotations.NullMarked;
