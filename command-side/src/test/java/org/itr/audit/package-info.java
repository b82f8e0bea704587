/** Commands given-when-then: audit. */
@NullMarked
package org.itr.audit;

import org.jspecify.annotations.NullMarked;
