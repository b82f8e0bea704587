/** Calls about persons. */
@NullMarked
package org.itr.person;

import org.jspecify.annotations.NullMarked;
