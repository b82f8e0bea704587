/**
 * Test sessions: one candidate's, a group's or the public's. Their status, the overviews that show
 * them, and the commands and events about them.
 */
@NullMarked
package org.itr.session;

import org.jspecify.annotations.NullMarked;
