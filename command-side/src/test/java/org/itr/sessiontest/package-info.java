/** What the aggregate of a session test decides, given events and when a command comes. */
@NullMarked
package org.itr.sessiontest;

import org.jspecify.annotations.NullMarked;
