/**
 * Grants and usages of credits, and the usage by month that bills are made of, added up while
 * usages are written.
 */
@NullMarked
package org.itr.credit;

import org.jspecify.annotations.NullMarked;
