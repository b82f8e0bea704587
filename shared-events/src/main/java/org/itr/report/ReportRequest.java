package org.itr.report;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request for figures or for the rows behind them.
 *
 * @param report which report
 * @param by what the figures are grouped by
 * @param from the first month
 * @param to the last month
 * @param company whose figures; null for those of all companies
 * @param consultant whose figures within it; null for everybody's
 * @param test the definition of the test that they are about; null for all
 * @param billedAs the name on the bill to count; empty for all
 * @param group the session that stands for the group that they are about; null for all
 * @param figure the figure whose rows are requested; empty if there is only one kind of rows
 * @param ownAlone whether the caller sees only the consultant's sessions
 * @param namesMasterUsers whether the caller may see who the master users are
 */
public record ReportRequest(
    Report report,
    List<Grouping> by,
    YearMonth from,
    YearMonth to,
    @Nullable UUID company,
    @Nullable UUID consultant,
    @Nullable UUID test,
    String billedAs,
    @Nullable UUID group,
    String figure,
    boolean ownAlone,
    boolean namesMasterUsers) {

  /** The columns of the figures. */
  public List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    by.forEach(grouping -> columns.addAll(grouping.columns()));
    columns.addAll(report.figures());
    return columns;
  }

  /** The columns of the rows behind the figure. */
  public List<Column> rowColumns() {
    return report.rowColumns(figure);
  }

  /** Whether the rows that are wanted are members of groups, not groups. */
  public boolean isOfMembers() {
    return report.isOfMembers(figure);
  }
}
