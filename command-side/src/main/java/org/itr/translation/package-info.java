/** Decides about translations: one aggregate a language, which keeps the texts that are there. */
@NullMarked
package org.itr.translation;

import org.jspecify.annotations.NullMarked;
