/** What the aggregate of plain records decides, given events and when a command comes. */
@NullMarked
package org.itr.record;

import org.jspecify.annotations.NullMarked;
