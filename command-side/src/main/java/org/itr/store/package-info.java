/** The event store on PostgreSQL, and how commands get to the aggregates. */
@NullMarked
package org.itr.store;

import org.jspecify.annotations.NullMarked;
