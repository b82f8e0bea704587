/** Calls about the privacy of persons: archives, erasures with receipts, retention rules. */
@NullMarked
package org.itr.privacy;

import org.jspecify.annotations.NullMarked;
