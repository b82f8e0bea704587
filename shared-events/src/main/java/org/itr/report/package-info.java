/** Reports: monthly figures, and the rows behind them. */
@NullMarked
package org.itr.report;

import org.jspecify.annotations.NullMarked;
