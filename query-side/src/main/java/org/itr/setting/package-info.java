/** Views of: settings. */
@NullMarked
package org.itr.setting;

import org.jspecify.annotations.NullMarked;
