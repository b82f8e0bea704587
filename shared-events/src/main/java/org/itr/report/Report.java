package org.itr.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The reports there are. */
public enum Report {
  USAGE(
      "Usage and credits",
      "Session tests that were charged, by month of the charge. They are billed as the invoice code that the test had then, or its name if it had none; usages entered by hand belong to no test. Usages removed from the list no longer count; erasing a person does not change the figures",
      List.of(Grouping.MONTH, Grouping.COMPANY, Grouping.CONSULTANT, Grouping.BILLED_TEST),
      List.of(
          Column.number("Usages", "Usages"),
          Column.number("Credits", "Credits"),
          Column.number("Discount", "Discount")),
      List.of(),
      List.of(
          Column.moment("Moment", "Charged at"),
          Column.text("Company"),
          Column.text("Consultant"),
          Column.text("Test"),
          Column.text("BilledAs", "Billed as"),
          Column.text("Session"),
          Column.text("Person"),
          Column.number("Credits", "Credits"),
          Column.number("Discount", "Discount"),
          Column.id("CompanyID", "Company ID"),
          Column.id("ConsultantID", "Consultant ID"),
          Column.id("TestID", "Test ID"),
          Column.id("SessionID", "Session ID"),
          Column.id("ID", "Usage ID"))),
  SESSIONS(
      "Sessions",
      "Sessions by the months in which they were planned (CreateDate), started (StartedAt) and finished (EndedAt, with status 30 or more), and the minutes between start and end of the finished ones. Removed sessions, and sessions that represent a group or a public session, do not count",
      List.of(Grouping.MONTH, Grouping.COMPANY, Grouping.CONSULTANT),
      List.of(
          Column.number("Planned", "Planned"),
          Column.number("Started", "Started"),
          Column.number("Finished", "Finished"),
          Column.minutes("AverageMinutes", "Average minutes"),
          Column.minutes("MedianMinutes", "Median minutes (approx.)")),
      List.of("Planned", "Started", "Finished"),
      List.of(
          Column.text("Session"),
          Column.text("Person"),
          Column.text("Company"),
          Column.text("Consultant"),
          Column.moment("PlannedAt", "Planned at"),
          Column.moment("StartedAt", "Started at"),
          Column.moment("EndedAt", "Ended at"),
          Column.minutes("Minutes", "Minutes"),
          Column.number("Status", "Status"),
          Column.id("CompanyID", "Company ID"),
          Column.id("ConsultantID", "Consultant ID"),
          Column.id("ID", "Session ID"))),
  TESTS(
      "Test usage",
      "Tests of sessions by the months in which they were started (TestStart) and finished (TestEnd, with status 30 or more), and the minutes between start and end of the finished ones. Tests removed with their session do not count",
      List.of(Grouping.MONTH, Grouping.COMPANY, Grouping.TEST),
      List.of(
          Column.number("Started", "Started"),
          Column.number("Finished", "Finished"),
          Column.minutes("AverageMinutes", "Average minutes"),
          Column.minutes("MedianMinutes", "Median minutes (approx.)")),
      List.of("Started", "Finished"),
      List.of(
          Column.text("Test"),
          Column.text("Session"),
          Column.text("Person"),
          Column.text("Company"),
          Column.text("Consultant"),
          Column.moment("StartedAt", "Started at"),
          Column.moment("EndedAt", "Ended at"),
          Column.minutes("Minutes", "Minutes"),
          Column.number("Status", "Status"),
          Column.id("CompanyID", "Company ID"),
          Column.id("TestID", "Test ID"),
          Column.id("SessionID", "Session ID"),
          Column.id("ID", "Session test ID"))),
  GROUPS(
      "Groups",
      "Group and public sessions by the month in which they were created, with the current progress of their members: ready (status up to 10), in progress, done (30 or more). The rows are the members' sessions, whenever they were planned",
      List.of(Grouping.MONTH, Grouping.COMPANY, Grouping.CONSULTANT, Grouping.GROUP),
      List.of(
          Column.number("Groups", "Groups"),
          Column.number("Members", "Members"),
          Column.number("Ready", "Ready"),
          Column.number("InProgress", "In progress"),
          Column.number("Done", "Done")),
      List.of("Members", "Ready", "InProgress", "Done", "Groups"),
      List.of(
          Column.text("Group"),
          Column.text("Company"),
          Column.text("Consultant"),
          Column.moment("PlannedAt", "Created at"),
          Column.number("Members", "Members"),
          Column.number("Ready", "Ready"),
          Column.number("InProgress", "In progress"),
          Column.number("Done", "Done"),
          Column.id("CompanyID", "Company ID"),
          Column.id("ConsultantID", "Consultant ID"),
          Column.id("GroupSessionID", "Group session ID")));

  private static final List<Column> MEMBER_COLUMNS =
      List.of(
          Column.text("Group"),
          Column.text("Session"),
          Column.text("Person"),
          Column.text("Company"),
          Column.text("Consultant"),
          Column.text("State"),
          Column.moment("PlannedAt", "Planned at"),
          Column.moment("StartedAt", "Started at"),
          Column.moment("EndedAt", "Ended at"),
          Column.minutes("Minutes", "Minutes"),
          Column.number("Status", "Status"),
          Column.id("CompanyID", "Company ID"),
          Column.id("ConsultantID", "Consultant ID"),
          Column.id("GroupSessionID", "Group session ID"),
          Column.id("ID", "Session ID"));

  private final String title;
  private final String explanation;
  private final List<Grouping> groupings;
  private final List<Column> figures;
  private final List<String> counted;
  private final List<Column> rowColumns;

  Report(
      String title,
      String explanation,
      List<Grouping> groupings,
      List<Column> figures,
      List<String> counted,
      List<Column> rowColumns) {
    this.title = title;
    this.explanation = explanation;
    this.groupings = groupings;
    this.figures = figures;
    this.counted = counted;
    this.rowColumns = rowColumns;
  }

  /** The report of that name. */
  public static Optional<Report> find(String name) {
    return Arrays.stream(values()).filter(report -> report.label().equals(name)).findFirst();
  }

  /** Its name in addresses. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** What its figures count. */
  public String explanation() {
    return explanation;
  }

  /** What its figures can be told apart by. */
  public List<Grouping> groupings() {
    return groupings;
  }

  /** Its figures. */
  public List<Column> figures() {
    return figures;
  }

  /** The figures that rows can be asked of apart, the last one unless said; empty for one kind. */
  public List<String> counted() {
    return counted;
  }

  /** The columns of the rows behind a figure. */
  public List<Column> rowColumns(String figure) {
    return isOfMembers(figure) ? MEMBER_COLUMNS : rowColumns;
  }

  /** Whether a figure counts the members of groups, not the groups. */
  boolean isOfMembers(String figure) {
    return this == GROUPS && !figure.isEmpty() && !figure.equals("Groups");
  }
}
