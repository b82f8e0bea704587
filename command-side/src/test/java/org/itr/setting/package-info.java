/** What the aggregate of a setting decides, given events and when a command comes. */
@NullMarked
package org.itr.setting;

import org.jspecify.annotations.NullMarked;
