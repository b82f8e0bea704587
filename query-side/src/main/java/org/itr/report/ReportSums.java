package org.itr.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.itr.event.DomainEvent;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.itr.view.RowChanges;
import org.itr.view.RowType;
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

  /** What of an object counts, at a moment. */
  interface Progress {

    /** Adds it to the sums, or takes it away with sign -1. */
    void count(RowChanges rows, ObjectKey object, int sign);
  }

  /**
   * Counts an object anew when an event changed what counts of it.
   *
   * @param fields those that what counts is made of
   * @param reader reads what counts from the object's row
   */
  static void recount(
      DomainEvent event, RowChanges rows, List<String> fields, Function<Row, Progress> reader) {
    boolean isNew = event instanceof DomainEvent.Creates;
    boolean isGone = event instanceof DomainEvent.Removes;
    if (!isNew && !isGone && fields.stream().noneMatch(event.delta()::touches)) {
      return;
    }
    ObjectKey object = event.target();
    ObjectType type = object.objectType();
    Row before = isNew ? RowType.initial(type) : rows.find(object);
    if (!isNew) {
      reader.apply(before).count(rows, object, -1);
    }
    if (!isGone) {
      reader.apply(RowType.changed(type, before, event.delta())).count(rows, object, 1);
    }
  }
}
