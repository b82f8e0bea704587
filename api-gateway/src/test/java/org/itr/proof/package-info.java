/** Tests of the seals over history. */
@NullMarked
package org.itr.proof;

import org.jspecify.annotations.NullMarked;
