/** Commands given-when-then: login. */
@NullMarked
package org.itr.login;

import org.jspecify.annotations.NullMarked;
