/** Calls about session tests, of consultants and of candidates. */
@NullMarked
package org.itr.sessiontest;

import org.jspecify.annotations.NullMarked;
