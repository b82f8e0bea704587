/**
 * Calls about plain records: one controller for all types without behaviour, and one for generated
 * reports, which are linked to other objects.
 */
@NullMarked
package org.itr.record;

import org.jspecify.annotations.NullMarked;
