/** Settings over HTTP. */
@NullMarked
package org.itr.setting;

import org.jspecify.annotations.NullMarked;
