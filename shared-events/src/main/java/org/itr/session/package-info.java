/**
 * Test sessions of one candidate, a group or the public: their status, overviews, commands and
 * events.
 */
@NullMarked
package org.itr.session;

import org.jspecify.annotations.NullMarked;
