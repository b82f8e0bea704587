/** What the aggregate of a file decides, given events and when a command comes. */
@NullMarked
package org.itr.file;

import org.jspecify.annotations.NullMarked;
