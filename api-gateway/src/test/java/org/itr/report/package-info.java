/** Reports over HTTP: figures, the rows behind them, and that the sums stay true. */
@NullMarked
package org.itr.report;

import org.jspecify.annotations.NullMarked;
