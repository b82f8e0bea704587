/** Calls for the figures of reports and the rows behind them, as JSON, CSV and workbooks. */
@NullMarked
package org.itr.report;

import org.jspecify.annotations.NullMarked;
