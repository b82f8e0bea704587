/** Decides about translations. */
@NullMarked
package org.itr.translation;

import org.jspecify.annotations.NullMarked;
