/**
 * Proves that history has not been changed: seals over ranges of events, and their verification.
 */
@NullMarked
package org.itr.proof;

import org.jspecify.annotations.NullMarked;
