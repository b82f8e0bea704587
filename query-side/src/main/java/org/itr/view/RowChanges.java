package org.itr.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.itr.event.StatementBatch;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a run of events does to the rows of views: changes are put together in memory, each row's
 * into one, and written together at the end. Only changed columns are written, and a row is read
 * only when its new value depends on the old one. Not for several threads.
 */
public final class RowChanges {

  private final RowStore store;
  private final RowTypes tables;
  private final @Nullable RecentRows recent;
  private final Map<RowId, PendingRow> rows = new LinkedHashMap<>();
  private final Map<SumId, long[]> sums = new LinkedHashMap<>();
  private final List<Statement> statements = new ArrayList<>();

  private RowChanges(RowStore store, RowTypes tables, @Nullable RecentRows recent) {
    this.store = store;
    this.tables = tables;
    this.recent = recent;
  }

  /** Changes of the live views, which the memory of recent rows hears of. */
  static RowChanges live(JdbcTemplate jdbc, RowTypes tables, RecentRows recent) {
    return new RowChanges(RowStore.in(jdbc), tables, recent);
  }

  /** Changes of tables that nobody reads yet. */
  static RowChanges aside(JdbcTemplate jdbc, RowTypes tables) {
    return new RowChanges(RowStore.in(jdbc), tables, null);
  }

  /** Changes that are never written: rows are folded from nothing and read by {@link #find}. */
  static RowChanges inMemory(RowTypes tables) {
    return new RowChanges(RowStore.none(), tables, null);
  }

  /** Adds the row of an object: its fields are the delta on top of their initial values. */
  public void create(ObjectKey object, @Nullable UUID subject, Delta delta) {
    create(object, subject, delta, Map.of());
  }

  /**
   * Adds the row of an object.
   *
   * @param values more fields, as the row has them, by name
   */
  public void create(ObjectKey object, @Nullable UUID subject, Delta delta, Map<String, ?> values) {
    TableColumns columns = columns(object);
    RowId id = RowId.of(object, columns);
    PendingRow before = rows.get(id);
    PendingRow row = new PendingRow(columns, columns.newRow(object));
    row.known.set(0, columns.count());
    row.state = before == null ? State.ADDED : before.state.addedAgain();
    rows.put(id, row);
    fill(row, id, subject, delta, values);
  }

  /** Changes the row of an object. */
  public void change(ObjectKey object, @Nullable UUID subject, Delta delta) {
    change(object, subject, delta, Map.of());
  }

  /**
   * Changes the row of an object.
   *
   * @param values more fields, as the row shall have them, by name
   */
  public void change(ObjectKey object, @Nullable UUID subject, Delta delta, Map<String, ?> values) {
    TableColumns columns = columns(object);
    RowId id = RowId.of(object, columns);
    PendingRow row =
        rows.computeIfAbsent(id, key -> new PendingRow(columns, columns.newRow(object)));
    if (row.state == State.REMOVED) {
      throw new IllegalStateException("No row of " + object + " to apply an event to");
    }
    fill(row, id, subject, delta, values);
  }

  private void fill(
      PendingRow row, RowId id, @Nullable UUID subject, Delta delta, Map<String, ?> values) {
    TableColumns columns = row.columns;
    if (subject != null) {
      row.set(columns.subject(), subject);
    }
    columns.forEach(
        delta,
        (change, column) -> {
          if (!row.known.get(column) && columns.needsValueBefore(column, change)) {
            load(row, id);
          }
          row.set(column, columns.after(column, row.values[column], change));
        });
    values.forEach((name, value) -> row.set(columns.position(name), value));
  }

  /** Takes the row of an object away. */
  public void remove(ObjectKey object) {
    TableColumns columns = columns(object);
    RowId id = RowId.of(object, columns);
    PendingRow row = rows.get(id);
    if (row != null && row.state == State.ADDED) {
      rows.remove(id);
      return;
    }
    if (row != null && row.state == State.REMOVED) {
      throw new IllegalStateException("No row of " + object + " to apply an event to");
    }
    PendingRow removed = new PendingRow(columns, columns.newRow(object));
    removed.state = State.REMOVED;
    rows.put(id, removed);
  }

  /** The row of an object with the changes so far; null when there is none, or no such table. */
  public @Nullable Row find(ObjectKey object) {
    if (tables.find(object.type()).isEmpty()) {
      return null;
    }
    TableColumns columns = columns(object);
    RowId id = RowId.of(object, columns);
    PendingRow row = rows.get(id);
    if (row == null) {
      row = new PendingRow(columns, columns.newRow(object));
      if (!load(row, id)) {
        return null;
      }
      rows.put(id, row);
    } else if (row.state == State.REMOVED || !(isWhole(row) || load(row, id))) {
      return null;
    }
    return columns.reader(row.values);
  }

  /**
   * Adds to numbers. What is added to one row is put together first: a batch may not change a row
   * twice.
   *
   * @param key the values of the key columns
   * @param numbers what is added, or taken away where it is negative
   */
  public void add(Sums table, List<Object> key, long... numbers) {
    long[] sum = sums.computeIfAbsent(new SumId(table, key), id -> new long[table.numbers()]);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += numbers[i];
    }
  }

  /** What was added to a row of numbers so far and not written yet. */
  long[] added(Sums table, List<Object> key) {
    long[] sum = sums.get(new SumId(table, key));
    return sum == null ? new long[table.numbers()] : sum.clone();
  }

  /**
   * Runs a statement when the changes of rows are written, in the order of the calls. It tells what
   * a change of single rows cannot.
   *
   * @param sql a constant text; tables without a schema, as a rebuild has them elsewhere
   */
  public void afterwards(String sql, @Nullable Object... values) {
    statements.add(new Statement(sql, values));
  }

  /** Resets the personal fields of all rows of a type that are about a subject of a space. */
  public void forget(ObjectType type, Space space, UUID subject) {
    flush();
    TableColumns columns = tables.of(type).columns();
    List<@Nullable Object> values = new ArrayList<>(columns.initialOfPersonal());
    values.add(space.id());
    values.add(subject);
    afterwards(columns.forget(), values.toArray());
  }

  /** The rows that a query finds with all changes so far written. */
  public List<Map<String, Object>> query(String sql, Object... values) {
    flush();
    return store.query(sql, values);
  }

  /** Writes all changes. */
  public void flush() {
    store.write(this);
  }

  /** Turns all changes into statements: rows go before others come, and single rows come first. */
  void moveTo(StatementBatch batch) {
    if (recent != null) {
      announceTo(recent);
    }
    rows.forEach(
        (id, row) -> {
          if (row.state == State.REMOVED || row.state == State.REPLACED) {
            batch.addForOneRow(row.columns.delete(), id, id.space(), id.key());
          }
        });
    rows.forEach(
        (id, row) -> {
          if (row.state == State.ADDED || row.state == State.REPLACED) {
            batch.add(row.columns.insert(), row.columns.storedOf(row.values));
          } else if (row.state == State.CHANGED && !row.changed.isEmpty()) {
            batch.addForOneRow(row.columns.update(row.changed), id, row.changedThenKey());
          }
        });
    sums.forEach((id, numbers) -> addTo(batch, id, numbers));
    statements.forEach(statement -> batch.add(statement.sql(), statement.values()));
    rows.clear();
    sums.clear();
    statements.clear();
  }

  private void announceTo(RecentRows memory) {
    rows.keySet().forEach(id -> memory.changed(id.object()));
    if (!statements.isEmpty()) {
      memory.changedAny();
    }
  }

  private static void addTo(StatementBatch batch, SumId id, long[] numbers) {
    if (Arrays.stream(numbers).allMatch(number -> number == 0)) {
      return;
    }
    List<@Nullable Object> values = new ArrayList<>(id.key());
    Arrays.stream(numbers).forEach(values::add);
    batch.add(id.table().add(), values.toArray());
    if (Arrays.stream(numbers).anyMatch(number -> number < 0)) {
      batch.add(id.table().dropEmpty(), id.key().toArray());
    }
  }

  private static boolean isWhole(PendingRow row) {
    return row.known.cardinality() == row.columns.count();
  }

  private boolean load(PendingRow row, RowId id) {
    @Nullable Object[] stored = store.load(row.columns, id.space(), id.key());
    if (stored == null) {
      return false;
    }
    for (int i = 0; i < stored.length; i++) {
      if (!row.known.get(i)) {
        row.values[i] = stored[i];
      }
    }
    row.known.set(0, stored.length);
    return true;
  }

  private TableColumns columns(ObjectKey object) {
    return tables
        .find(object.type())
        .orElseThrow(() -> new IllegalArgumentException("No table keeps " + object.type()))
        .columns();
  }

  private record SumId(Sums table, List<Object> key) {}

  private record Statement(String sql, @Nullable Object[] values) {}

  /** A row of a view. */
  record RowId(TableColumns table, UUID space, Object key) {

    private static RowId of(ObjectKey object, TableColumns columns) {
      return new RowId(columns, object.space().id(), columns.keyOf(object));
    }

    private ObjectKey object() {
      return ObjectKey.of(table.type(), Space.of(space), key.toString());
    }

    @Override
    public String toString() {
      return object().toString();
    }
  }

  /** What becomes of a row. */
  private enum State {
    CHANGED,
    ADDED,
    REMOVED,
    REPLACED;

    State addedAgain() {
      if (this != REMOVED) {
        throw new IllegalStateException("This row already exists");
      }
      return REPLACED;
    }
  }

  private static final class PendingRow {

    private final TableColumns columns;
    private final @Nullable Object[] values;
    private final BitSet known = new BitSet();
    private final BitSet changed = new BitSet();
    private State state = State.CHANGED;

    private PendingRow(TableColumns columns, @Nullable Object[] values) {
      this.columns = columns;
      this.values = values;
      known.set(0, TableColumns.KEYS);
    }

    private void set(int column, @Nullable Object value) {
      values[column] = value;
      known.set(column);
      changed.set(column);
    }

    private @Nullable Object[] changedThenKey() {
      @Nullable Object[] all = new Object[changed.cardinality() + TableColumns.KEYS];
      int next = 0;
      for (int i = changed.nextSetBit(0); i >= 0; i = changed.nextSetBit(i + 1)) {
        all[next++] = values[i];
      }
      all[next++] = values[0];
      all[next] = values[1];
      return all;
    }
  }
}
