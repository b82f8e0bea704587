/** Calls about the audit trail. */
@NullMarked
package org.itr.audit;

import org.jspecify.annotations.NullMarked;
