/** What the aggregate of a company decides, given events and when a command comes. */
@NullMarked
package org.itr.company;

import org.jspecify.annotations.NullMarked;
