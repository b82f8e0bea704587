/** Calls about settings: a company's own, and those of the server. */
@NullMarked
package org.itr.setting;

import org.jspecify.annotations.NullMarked;
