/** The HTTP edge, part by part, without a server. */
@NullMarked
package org.itr.http;

import org.jspecify.annotations.NullMarked;
