/** One whole journey over HTTP, from the first start to an audited, billed session. */
@NullMarked
package org.itr.journey;

import org.jspecify.annotations.NullMarked;
