package org.itr.credit;

import java.util.List;
import java.util.UUID;
import org.itr.objecttype.Row;

/** Credit usage by month. */
public interface UsagePerMonth {

  /**
   * The months of the last three calendar years in which the company used credits, newest first.
   *
   * @param company whose usage
   * @param timeZoneOffset the caller's offset from UTC in hours; months begin at the caller's
   *     midnight
   * @return rows of year, month, ticks, discountedticks
   */
  List<Row> perMonth(UUID company, double timeZoneOffset);

  /**
   * The months in which any company used credits, by company and invoice code, newest first.
   *
   * @param year which year; 0 for all
   * @param search text that the company name or invoice code must contain, ignoring case; empty for
   *     all
   * @param timeZoneOffset as above
   * @return rows of year, month, ticks, discountedticks, InvoiceCode, CompanyName, ID
   */
  List<Row> perMonthOfAll(int year, String search, double timeZoneOffset);
}
