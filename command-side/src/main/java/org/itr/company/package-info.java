/** Decides about companies, and makes the first one. */
@NullMarked
package org.itr.company;

import org.jspecify.annotations.NullMarked;
