package org.itr.report;

/**
 * A column of a report.
 *
 * @param name its name in answers
 * @param title what people read
 * @param kind what its values are
 */
public record Column(String name, String title, Kind kind) {

  /** What the values of a column are. */
  public enum Kind {
    /** A uuid. */
    ID,
    /** A text. */
    TEXT,
    /** A month, as in 2026-03. */
    MONTH,
    /** A whole number. */
    NUMBER,
    /** A number of minutes with a fraction. */
    MINUTES,
    /** A moment. */
    MOMENT
  }

  static Column id(String name, String title) {
    return new Column(name, title, Kind.ID);
  }

  static Column text(String name) {
    return text(name, name);
  }

  static Column text(String name, String title) {
    return new Column(name, title, Kind.TEXT);
  }

  static Column number(String name, String title) {
    return new Column(name, title, Kind.NUMBER);
  }

  static Column minutes(String name, String title) {
    return new Column(name, title, Kind.MINUTES);
  }

  static Column moment(String name, String title) {
    return new Column(name, title, Kind.MOMENT);
  }
}
