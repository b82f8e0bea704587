/** What the aggregate of a session decides, given events and when a command comes. */
@NullMarked
package org.itr.session;

import org.jspecify.annotations.NullMarked;
