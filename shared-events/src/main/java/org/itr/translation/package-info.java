/** Translations of the website's texts: commands, events and queries. */
@NullMarked
package org.itr.translation;

import org.jspecify.annotations.NullMarked;
