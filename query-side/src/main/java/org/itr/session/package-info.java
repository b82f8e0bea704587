/** Views of: test sessions. */
@NullMarked
package org.itr.session;

import org.jspecify.annotations.NullMarked;
