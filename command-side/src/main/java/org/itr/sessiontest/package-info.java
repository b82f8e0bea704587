/**
 * Decides about the tests of a session, what a candidate and what an office user may change of
 * them, and makes the file of results that is mailed.
 */
@NullMarked
package org.itr.sessiontest;

import org.jspecify.annotations.NullMarked;
