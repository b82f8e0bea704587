/** What the aggregate of a person decides, given events and when a command comes. */
@NullMarked
package org.itr.person;

import org.jspecify.annotations.NullMarked;
