/** Calls about persons, and about the accounts that are made with them. */
@NullMarked
package org.itr.person;

import org.jspecify.annotations.NullMarked;
