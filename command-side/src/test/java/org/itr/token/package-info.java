/** Commands given-when-then: token. */
@NullMarked
package org.itr.token;

import org.jspecify.annotations.NullMarked;
