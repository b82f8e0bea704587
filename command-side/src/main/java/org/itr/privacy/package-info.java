/** Keys: the master key, and the keys of the persons that events are about. */
@NullMarked
package org.itr.privacy;

import org.jspecify.annotations.NullMarked;
