/** What lies ready to be installed. */
@NullMarked
package org.itr.publics;

import org.jspecify.annotations.NullMarked;
