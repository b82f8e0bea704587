/** Anonymised results for research. They are saved as plain records. */
@NullMarked
package org.itr.datagathering;

import org.jspecify.annotations.NullMarked;
