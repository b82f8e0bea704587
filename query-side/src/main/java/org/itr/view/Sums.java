package org.itr.view;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of sums, one row per key, to which deltas are added. A row whose numbers are all zero is
 * none.
 */
public final class Sums {

  private final int numbers;
  private final String add;
  private final String dropEmpty;

  private Sums(String table, List<String> keys, List<String> numbers) {
    this.numbers = numbers.size();
    this.add =
        "insert into %s as sum (%s, %s) select %s on conflict (%s) do update set %s"
            .formatted(
                table,
                String.join(", ", keys),
                String.join(", ", numbers),
                String.join(", ", Collections.nCopies(keys.size() + numbers.size(), "?")),
                String.join(", ", keys),
                numbers.stream()
                    .map(name -> "%1$s = sum.%1$s + excluded.%1$s".formatted(name))
                    .collect(Collectors.joining(", ")));
    this.dropEmpty =
        "delete from %s where %s"
            .formatted(
                table,
                keys.stream().map(name -> name + " = ?").collect(Collectors.joining(" and "))
                    + numbers.stream()
                        .map(name -> " and " + name + " = 0")
                        .collect(Collectors.joining()));
  }

  /**
   * A table of sums.
   *
   * @param table its name, without a schema, as a rebuild has it elsewhere
   * @param keys the columns of its primary key
   * @param numbers the columns with numbers
   */
  public static Sums in(String table, List<String> keys, List<String> numbers) {
    return new Sums(table, keys, numbers);
  }

  /** How many numbers a row has. */
  int numbers() {
    return numbers;
  }

  /** The statement that adds to a row, or makes it: key, then numbers. */
  String add() {
    return add;
  }

  /** The statement that takes a row away if nothing is left in it: key. */
  String dropEmpty() {
    return dropEmpty;
  }
}
