/**
 * Plain records: objects without behaviour beyond storing their fields, all with the same commands
 * and events.
 */
@NullMarked
package org.itr.record;

import org.jspecify.annotations.NullMarked;
