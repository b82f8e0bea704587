/**
 * Plain records: objects whose only behaviour is that their fields are kept, all with the same
 * commands and events.
 */
@NullMarked
package org.itr.record;

import org.jspecify.annotations.NullMarked;
