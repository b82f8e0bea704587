/** Gathers anonymised results. */
@NullMarked
package org.itr.datagathering;

import org.jspecify.annotations.NullMarked;
