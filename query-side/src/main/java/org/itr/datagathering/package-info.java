/** The row of an anonymised result that was gathered for research. */
@NullMarked
package org.itr.datagathering;

import org.jspecify.annotations.NullMarked;
