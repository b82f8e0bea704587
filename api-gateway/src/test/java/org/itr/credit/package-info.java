/** Tests of credits. */
@NullMarked
package org.itr.credit;

import org.jspecify.annotations.NullMarked;
