/** The audit trail and what users may do to it. */
@NullMarked
package org.itr.audit;

import org.jspecify.annotations.NullMarked;
