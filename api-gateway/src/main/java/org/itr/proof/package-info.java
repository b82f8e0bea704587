/** Seals history while the server runs, and verifies it from the command line. */
@NullMarked
package org.itr.proof;

import org.jspecify.annotations.NullMarked;
