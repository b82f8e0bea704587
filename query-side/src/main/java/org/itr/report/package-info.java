/**
 * The figures of reports. Projections add them up by month while events are written; {@code
 * DatabaseReports} reads the sums, and the rows behind them.
 */
@NullMarked
package org.itr.report;

import org.jspecify.annotations.NullMarked;
