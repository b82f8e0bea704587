/** What the aggregate of a translation decides, given events and when a command comes. */
@NullMarked
package org.itr.translation;

import org.jspecify.annotations.NullMarked;
