/** Commands given-when-then: translation. */
@NullMarked
package org.itr.translation;

import org.jspecify.annotations.NullMarked;
