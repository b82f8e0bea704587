package org.itr.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.itr.objecttype.ObjectKey;
import org.itr.view.RowChanges;
import org.itr.view.Sums;
import org.jspecify.annotations.Nullable;

/**
 * A table of counts by month and by something else, with how long things took. Many candidates
 * start and finish at once, so each sum is kept in parts, which do not wait for each other.
 */
final class ReportSums {

  private static final int SHARDS = 8;

  private final Sums sums;

  /**
   * A table.
   *
   * @param table its name
   * @param by the column beside company and month that counts are kept by
   * @param counts the columns of the counts
   */
  ReportSums(String table, String by, List<String> counts) {
    List<String> numbers = new ArrayList<>(counts);
    numbers.addAll(Durations.COLUMNS);
    this.sums = Sums.in(table, List.of("space", "month", by, "shard"), numbers);
  }

  /**
   * Adds to the counts of a month.
   *
   * @param object what counts
   * @param moment when
   * @param by for whom or what
   * @param sign 1 to add, -1 to take away
   * @param counts what it adds to the counts
   * @param seconds how long it took, where that is known
   */
  void add(
      RowChanges rows,
      ObjectKey object,
      Instant moment,
      UUID by,
      int sign,
      List<Long> counts,
      @Nullable Long seconds) {
    List<Long> numbers = new ArrayList<>(counts);
    numbers.addAll(Durations.of(seconds));
    int shard = Math.floorMod(object.uuid().getLeastSignificantBits(), SHARDS);
    rows.add(
        sums,
        List.of(object.space().id(), Months.of(moment), by, shard),
        numbers.stream().mapToLong(number -> sign * number).toArray());
  }
}
