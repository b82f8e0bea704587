/** Commands given-when-then: person. */
@NullMarked
package org.itr.person;

import org.jspecify.annotations.NullMarked;
