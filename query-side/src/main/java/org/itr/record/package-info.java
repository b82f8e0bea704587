/** Views of: plain records without behaviour of their own. */
@NullMarked
package org.itr.record;

import org.jspecify.annotations.NullMarked;
