/** Proves that history is what it was: seals over ranges of events, and their verification. */
@NullMarked
package org.itr.proof;

import org.jspecify.annotations.NullMarked;
