/** Decides about credits: grants, prices and bills. */
@NullMarked
package org.itr.credit;

import org.jspecify.annotations.NullMarked;
