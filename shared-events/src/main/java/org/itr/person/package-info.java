/** Persons: candidates and the like. */
@NullMarked
package org.itr.person;

import org.jspecify.annotations.NullMarked;
