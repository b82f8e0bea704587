/** Calls about the anonymised results for research, which only researchers may make. */
@NullMarked
package org.itr.datagathering;

import org.jspecify.annotations.NullMarked;
