/** Decides about the notes that users add to the audit trail, and about hiding entries of it. */
@NullMarked
package org.itr.audit;

import org.jspecify.annotations.NullMarked;
