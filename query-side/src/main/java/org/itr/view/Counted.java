package org.itr.view;

import java.util.List;
import java.util.function.Function;
import org.itr.event.DomainEvent;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;

/** What of an object counts in {@link Sums}, at a moment. */
@FunctionalInterface
public interface Counted {

  /** Adds it to the sums, or takes it away with sign -1. */
  void count(RowChanges rows, ObjectKey object, int sign);

  /**
   * Counts an object anew when an event changed what counts of it. The object's row must not have
   * the event yet.
   *
   * @param fields those that what counts is made of
   * @param reader reads what counts from the object's row
   */
  static void recount(
      DomainEvent event, RowChanges rows, List<String> fields, Function<Row, Counted> reader) {
    boolean isNew = event instanceof DomainEvent.Creates;
    boolean isGone = event instanceof DomainEvent.Removes;
    if (event instanceof DomainEvent.Notes
        || !isNew && !isGone && fields.stream().noneMatch(event.delta()::touches)) {
      return;
    }
    ObjectKey object = event.target();
    ObjectType type = object.objectType();
    Row before = isNew ? RowType.initial(type) : rows.find(object);
    if (before == null) {
      throw new IllegalStateException("No row of " + object + " to count anew");
    }
    if (!isNew) {
      reader.apply(before).count(rows, object, -1);
    }
    if (!isGone) {
      reader.apply(RowType.changed(type, before, event.delta())).count(rows, object, 1);
    }
  }
}
