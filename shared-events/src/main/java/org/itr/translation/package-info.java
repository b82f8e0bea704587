/** Translations of the website's texts. */
@NullMarked
package org.itr.translation;

import org.jspecify.annotations.NullMarked;
