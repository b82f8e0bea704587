/** Calls about translations and templates that lie ready to be installed. */
@NullMarked
package org.itr.publics;

import org.jspecify.annotations.NullMarked;
