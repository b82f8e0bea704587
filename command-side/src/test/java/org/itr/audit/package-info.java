/** What the aggregate of a note decides, given events and when a command comes. */
@NullMarked
package org.itr.audit;

import org.jspecify.annotations.NullMarked;
