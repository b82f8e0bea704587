package org.itr.report;

import java.util.List;
import java.util.Locale;

/** What figures can be grouped by. */
public enum Grouping {
  MONTH(new Column("Month", "Month", Column.Kind.MONTH)),
  COMPANY(Column.id("CompanyID", "Company ID"), Column.text("Company")),
  CONSULTANT(Column.id("ConsultantID", "Consultant ID"), Column.text("Consultant")),
  /** The test, and what the bill names: the invoice code that it had, or its name. */
  BILLED_TEST(
      Column.id("TestID", "Test ID"), Column.text("Test"), Column.text("BilledAs", "Billed as")),
  TEST(Column.id("TestID", "Test ID"), Column.text("Test")),
  GROUP(Column.id("GroupSessionID", "Group session ID"), Column.text("Group"));

  private final List<Column> columns;

  Grouping(Column... columns) {
    this.columns = List.of(columns);
  }

  /** The columns that identify the group of a row; the last one is human-readable. */
  public List<Column> columns() {
    return columns;
  }

  /** The name that callers use. */
  public String label() {
    return this == BILLED_TEST ? TEST.label() : name().toLowerCase(Locale.ROOT);
  }
}
