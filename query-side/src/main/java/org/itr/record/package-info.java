/**
 * The rows of plain records: tests, batteries, report definitions and the like. {@code
 * ObjectProjection} writes all of them, as it does for any type that is nothing but its fields.
 */
@NullMarked
package org.itr.record;

import org.jspecify.annotations.NullMarked;
