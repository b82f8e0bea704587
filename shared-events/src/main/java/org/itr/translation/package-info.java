/** Translations of the website's texts: commands, events, and what the views are asked for them. */
@NullMarked
package org.itr.translation;

import org.jspecify.annotations.NullMarked;
