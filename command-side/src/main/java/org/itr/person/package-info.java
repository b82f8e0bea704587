/** Decides about persons, and keeps their logins in step. */
@NullMarked
package org.itr.person;

import org.jspecify.annotations.NullMarked;
