/**
 * The row of a person, as lists, overviews and the audit trail show it. {@code ObjectProjection}
 * writes it.
 */
@NullMarked
package org.itr.person;

import org.jspecify.annotations.NullMarked;
