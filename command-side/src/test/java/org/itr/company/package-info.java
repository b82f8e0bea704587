/** Commands given-when-then: company. */
@NullMarked
package org.itr.company;

import org.jspecify.annotations.NullMarked;
