/** Sessions over HTTP. */
@NullMarked
package org.itr.session;

import org.jspecify.annotations.NullMarked;
