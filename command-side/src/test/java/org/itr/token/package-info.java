/** What the aggregate of a token decides, given events and when a command comes. */
@NullMarked
package org.itr.token;

import org.jspecify.annotations.NullMarked;
