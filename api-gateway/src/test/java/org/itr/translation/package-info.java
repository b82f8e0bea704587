/** Translations of the website. */
@NullMarked
package org.itr.translation;

import org.jspecify.annotations.NullMarked;
