/** Commands given-when-then: record. */
@NullMarked
package org.itr.record;

import org.jspecify.annotations.NullMarked;
