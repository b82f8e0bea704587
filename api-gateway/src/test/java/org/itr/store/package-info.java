/** The event store on a real PostgreSQL. */
@NullMarked
package org.itr.store;

import org.jspecify.annotations.NullMarked;
