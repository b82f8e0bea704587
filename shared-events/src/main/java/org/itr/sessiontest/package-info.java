/**
 * The tests of a session: what a candidate answered and scored, and the commands and events about
 * it.
 */
@NullMarked
package org.itr.sessiontest;

import org.jspecify.annotations.NullMarked;
