/** Events as a published contract: their samples and their catalogue. */
@NullMarked
package org.itr.event;

import org.jspecify.annotations.NullMarked;
