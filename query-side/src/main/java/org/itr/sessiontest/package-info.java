/**
 * The rows of the tests of sessions: the session test itself, and the overview that joins it with
 * its session, person and test.
 */
@NullMarked
package org.itr.sessiontest;

import org.jspecify.annotations.NullMarked;
