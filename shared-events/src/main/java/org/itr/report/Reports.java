package org.itr.report;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.itr.objecttype.Row;
import org.jspecify.annotations.Nullable;

/**
 * The data of reports. Figures are sums maintained by every write, never counted on demand; rows
 * are streamed, so that memory does not depend on their number.
 */
public interface Reports {

  /** Passes on the figures and finally their totals. */
  void figures(ReportRequest request, Reader reader);

  /**
   * Passes on the rows behind the figures, newest first.
   *
   * @param offset how many to skip
   * @param limit the maximum number; a negative number for all
   */
  void rows(ReportRequest request, long offset, int limit, Reader reader);

  /**
   * Lists the consultants whose figures can be requested, by company and name: CompanyID, Company,
   * ConsultantID, Consultant.
   *
   * @param company whose consultants; null for those of all companies
   * @param consultant the only one to list; null for all
   * @param namesMasterUsers whether the caller may see who the master users are
   */
  void consultants(
      @Nullable UUID company,
      @Nullable UUID consultant,
      boolean namesMasterUsers,
      Consumer<Row> reader);

  /**
   * How current the data is: it includes every write answered before this time and none after.
   *
   * @param moment the moment
   * @param event the number of the newest event that is counted
   */
  record AsOf(Instant moment, long event) {}

  /** Receives the time, then each row. */
  interface Reader {

    /** Before the first row. */
    void begin(AsOf asOf);

    /** A row, valid until the next one. */
    void row(Row row);

    /** After the last row of figures, with the figures of all rows together. */
    default void total(Row total) {}
  }
}
