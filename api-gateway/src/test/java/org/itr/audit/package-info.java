/** Tests of the audit trail. */
@NullMarked
package org.itr.audit;

import org.jspecify.annotations.NullMarked;
