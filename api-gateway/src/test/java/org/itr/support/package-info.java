/** A server to test against, and a caller that speaks as the website does. */
@NullMarked
package org.itr.support;

import org.jspecify.annotations.NullMarked;
