/** Tests of what is gathered for research. */
@NullMarked
package org.itr.datagathering;

import org.jspecify.annotations.NullMarked;
