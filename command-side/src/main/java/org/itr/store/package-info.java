/** The event store on PostgreSQL, and the path of commands to aggregates. */
@NullMarked
package org.itr.store;

import org.jspecify.annotations.NullMarked;
