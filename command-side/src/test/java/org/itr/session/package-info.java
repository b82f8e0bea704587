/** Commands given-when-then: session. */
@NullMarked
package org.itr.session;

import org.jspecify.annotations.NullMarked;
