package org.itr.report;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.itr.objecttype.Row;
import org.jspecify.annotations.Nullable;

/**
 * What reports are made of. Figures are sums that every write keeps up to date, never counted when
 * asked; rows come as they are read, so that any number of them needs no more memory than one.
 */
public interface Reports {

  /** Tells the figures, and at the end those of all rows together. */
  void figures(ReportRequest request, Reader reader);

  /**
   * Tells the rows behind the figures, the newest first.
   *
   * @param offset how many to leave out first
   * @param limit how many at most; a negative number for all
   */
  void rows(ReportRequest request, long offset, int limit, Reader reader);

  /**
   * Tells the consultants whose figures can be asked for, by company and name: CompanyID, Company,
   * ConsultantID, Consultant.
   *
   * @param company whose consultants; null for those of all companies
   * @param consultant the only one to tell; null for all
   * @param namesMasterUsers whether the asker may see who the master users are
   */
  void consultants(
      @Nullable UUID company,
      @Nullable UUID consultant,
      boolean namesMasterUsers,
      Consumer<Row> reader);

  /**
   * Up to when what is told is true: all that was answered before, and nothing after.
   *
   * @param moment the moment
   * @param event the number of the newest event that is counted
   */
  record AsOf(Instant moment, long event) {}

  /** Takes what is told: the moment, then each row. */
  interface Reader {

    /** Before the first row. */
    void begin(AsOf asOf);

    /** A row; it is good until the next one. */
    void row(Row row);

    /** After the last row of figures, with the figures of all rows together. */
    default void total(Row total) {}
  }
}
