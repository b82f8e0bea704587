/** Calls about the anonymised results for research. */
@NullMarked
package org.itr.datagathering;

import org.jspecify.annotations.NullMarked;
