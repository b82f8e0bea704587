/** Decides about the tests of a session. */
@NullMarked
package org.itr.sessiontest;

import org.jspecify.annotations.NullMarked;
