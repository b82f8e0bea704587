/** What all events share, and the names they are stored under. */
@NullMarked
package org.itr.event;

import org.jspecify.annotations.NullMarked;
