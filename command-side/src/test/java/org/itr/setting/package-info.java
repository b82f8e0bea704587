/** Commands given-when-then: setting. */
@NullMarked
package org.itr.setting;

import org.jspecify.annotations.NullMarked;
