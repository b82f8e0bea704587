/** Commands given-when-then: sessiontest. */
@NullMarked
package org.itr.sessiontest;

import org.jspecify.annotations.NullMarked;
