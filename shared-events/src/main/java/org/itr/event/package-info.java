/** What all events share, and the names under which they are stored. */
@NullMarked
package org.itr.event;

import org.jspecify.annotations.NullMarked;
