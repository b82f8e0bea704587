/** Calls about grants and usages of credits, and the usage by month that bills are made of. */
@NullMarked
package org.itr.credit;

import org.jspecify.annotations.NullMarked;
