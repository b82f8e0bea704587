package org.itr.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results, printed as they come and once more together at the end. */
final class Table {

  private final List<String> rows = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  /** A number against its ceiling; it should be at least the given share of it. */
  void share(String what, double measured, double ceiling, String unit, double atLeast) {
    double share = measured / ceiling;
    add(
        what,
        number(measured) + " " + unit,
        number(ceiling) + " " + unit,
        percent(share),
        "at least " + percent(atLeast),
        share >= atLeast);
  }

  /** A number that should be at least so much, beside its ceiling. */
  void atLeast(String what, double measured, double ceiling, String unit, double least) {
    add(
        what,
        number(measured) + " " + unit,
        number(ceiling) + " " + unit,
        percent(measured / ceiling),
        "at least " + number(least) + " " + unit,
        measured >= least);
  }

  /** A number that should be at most so much. */
  void atMost(String what, double measured, String unit, double most) {
    add(
        what,
        number(measured) + " " + unit,
        "",
        "",
        "at most " + number(most) + " " + unit,
        measured <= most);
  }

  /** How often something happened that must never happen, however fast the machine is. */
  void none(String what, long count) {
    atMost(what, count, "", 0);
    if (count != 0) {
      wrong.add(what + ": " + count);
    }
  }

  /** What happened that must never happen. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** A number that no target is set for. */
  void told(String what, double measured, String unit) {
    add(what, number(measured) + " " + unit, "", "", "", "");
  }

  private void add(
      String what, String measured, String ceiling, String ratio, String target, boolean reached) {
    add(what, measured, ceiling, ratio, target, reached ? "yes" : "no");
  }

  private void add(
      String what, String measured, String ceiling, String ratio, String target, String verdict) {
    String row =
        String.format(
            Locale.ROOT,
            "| %-58s | %18s | %18s | %8s | %-18s | %-3s |",
            what,
            measured,
            ceiling,
            ratio,
            target,
            verdict);
    rows.add(row);
    System.out.println(row);
  }

  void print() {
    System.out.println();
    System.out.println(
        String.format(
            Locale.ROOT,
            "| %-58s | %18s | %18s | %8s | %-18s | %-3s |",
            "what",
            "measured",
            "ceiling",
            "ratio",
            "target",
            "ok"));
    System.out.println(
        "|"
            + "-".repeat(60)
            + "|"
            + "-".repeat(20)
            + "|"
            + "-".repeat(20)
            + "|"
            + "-".repeat(10)
            + "|"
            + "-".repeat(20)
            + "|-----|");
    rows.forEach(System.out::println);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }
}
