package org.itr.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.itr.objecttype.Change;
import org.itr.objecttype.Delta;
import org.itr.objecttype.Documents;
import org.itr.objecttype.Field;
import org.itr.objecttype.Json;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.Row;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a view table as the projections write them: a row is an array with one value per
 * column, and statements are built from the declared column names, with every value bound. The
 * first two columns, space and key, identify a row.
 */
final class TableColumns {

  /** Where in a row the key columns end. */
  static final int KEYS = 2;

  private static final String SUBJECT = "subject";
  private static final String HIDDEN = "hidden";

  private final ObjectType type;
  private final List<String> names = new ArrayList<>();
  private final List<@Nullable Field> fields = new ArrayList<>();
  private final Map<String, Integer> positions = new HashMap<>();
  private final @Nullable Object[] initial;
  private final boolean hasUuidKey;
  private final int stored;
  private final String insert;
  private final String delete;
  private final String select;
  private final Map<BitSet, String> updates = new ConcurrentHashMap<>();

  /** The columns of a table that has those fields, and more than them where {@code hidden}. */
  TableColumns(RowType table) {
    this.type = table.type();
    this.hasUuidKey = UuidRow.class.isAssignableFrom(table.entity());
    String key = table.keyAttribute();
    add("space", null);
    add(hasUuidKey ? "id" : type.field(type.key()).column(), null);
    for (Field field : type.fields()) {
      if (field.attribute().equals(key)) {
        positions.put(field.name(), 1);
      } else if (table.has(field) && table.formula(field) == null) {
        positions.put(field.name(), names.size());
        add(field.column(), field);
      }
    }
    positions.put(SUBJECT, names.size());
    add(SUBJECT, null);
    if (table.hiddenAttribute().isPresent()) {
      positions.put(HIDDEN, names.size());
      add(HIDDEN, null);
    }
    this.stored = names.size();
    for (Field field : type.fields()) {
      if (table.has(field) && table.formula(field) != null) {
        positions.put(field.name(), names.size());
        add(table.formula(field), field);
      }
    }
    this.initial = new Object[names.size()];
    for (int i = 0; i < initial.length; i++) {
      Field field = fields.get(i);
      initial[i] = field == null ? null : RowType.typed(field, field.initial());
    }
    table.hiddenAttribute().ifPresent(hidden -> initial[positions.get(HIDDEN)] = false);
    String where = " where space = ? and " + names.get(1) + " = ?";
    this.insert =
        "insert into %s (%s) values (%s)"
            .formatted(
                type.name(),
                String.join(", ", names.subList(0, stored)),
                String.join(", ", Collections.nCopies(stored, "?")));
    this.delete = "delete from " + type.name() + where;
    this.select = "select " + String.join(", ", names) + " from " + type.name() + where;
  }

  private void add(String name, @Nullable Field field) {
    names.add(name);
    fields.add(field);
  }

  @Override
  public String toString() {
    return type.name();
  }

  ObjectType type() {
    return type;
  }

  int count() {
    return names.size();
  }

  /** The values of a new row that are stored; those after them are told by the database. */
  @Nullable Object[] storedOf(@Nullable Object[] row) {
    return stored == row.length ? row : Arrays.copyOf(row, stored);
  }

  String insert() {
    return insert;
  }

  String delete() {
    return delete;
  }

  String select() {
    return select;
  }

  /** Sets the given columns of one row; the key is bound last. */
  String update(BitSet columns) {
    return updates.computeIfAbsent(
        columns,
        set ->
            "update %s set %s where space = ? and %s = ?"
                .formatted(
                    type.name(),
                    set.stream()
                        .mapToObj(i -> names.get(i) + " = ?")
                        .collect(Collectors.joining(", ")),
                    names.get(1)));
  }

  /** Resets the personal fields of all rows about a person of a space to their initial values. */
  String forget() {
    return "update %s set %s where space = ? and subject = ?"
        .formatted(
            type.name(),
            personal().stream().map(i -> names.get(i) + " = ?").collect(Collectors.joining(", ")));
  }

  /** The initial values of the personal fields, in the order of {@link #forget()}. */
  List<@Nullable Object> initialOfPersonal() {
    List<@Nullable Object> values = new ArrayList<>();
    personal().forEach(i -> values.add(initial[i]));
    return values;
  }

  private List<Integer> personal() {
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      if (field != null && field.isPersonal()) {
        columns.add(i);
      }
    }
    return columns;
  }

  /** The row that a result of {@link #select()} is at. */
  @Nullable Object[] read(ResultSet result) throws SQLException {
    @Nullable Object[] values = new Object[names.size()];
    for (int i = 0; i < values.length; i++) {
      Class<?> javaType = javaType(i);
      if (javaType == Instant.class) {
        OffsetDateTime moment = result.getObject(i + 1, OffsetDateTime.class);
        values[i] = moment == null ? null : moment.toInstant();
      } else {
        values[i] = result.getObject(i + 1, javaType);
      }
    }
    return values;
  }

  /** A row, readable by the names of the wire. */
  Row reader(@Nullable Object[] row) {
    return field -> get(row, field);
  }

  /** The same of a row that is not hidden: whoever looks for one that is finds nothing. */
  Optional<Row> shown(@Nullable Object[] row) {
    Integer hidden = positions.get(HIDDEN);
    return hidden != null && Boolean.TRUE.equals(row[hidden])
        ? Optional.empty()
        : Optional.of(reader(row));
  }

  private Class<?> javaType(int column) {
    Field field = fields.get(column);
    if (field == null) {
      return column == 1 && !hasUuidKey
          ? String.class
          : HIDDEN.equals(names.get(column)) ? Boolean.class : java.util.UUID.class;
    }
    return RowType.javaType(field);
  }

  /** A row of an object with the initial values of its fields. */
  @Nullable Object[] newRow(ObjectKey object) {
    @Nullable Object[] row = initial.clone();
    row[0] = object.space().id();
    row[1] = keyOf(object);
    return row;
  }

  /** What tells an object's row apart within its space. */
  Object keyOf(ObjectKey object) {
    return hasUuidKey ? object.uuid() : object.id();
  }

  /** Where a field is in a row; null for a field that the table does not have. */
  @Nullable Integer position(String field) {
    return positions.get(field);
  }

  /** The column that says who the row is about. */
  int subject() {
    return positions.get(SUBJECT);
  }

  /** The value of a field; its initial one where the table does not have it. */
  private @Nullable Object get(@Nullable Object[] row, String field) {
    Integer position = positions.get(field);
    if (position != null) {
      return row[position];
    }
    Field declared = type.field(field);
    return RowType.typed(declared, declared.initial());
  }

  /** Whether the delta can only be folded into the value before. */
  boolean needsValueBefore(int column, Change change) {
    return change instanceof Change.Parts parts
        && parts.text() == null
        && fields.get(column) != null;
  }

  /** Calls back for each change of a field that the table has. */
  void forEach(Delta delta, java.util.function.ObjIntConsumer<Change> action) {
    delta.forEach(
        (name, change) -> {
          Integer position = positions.get(name);
          if (position != null && position >= KEYS) {
            action.accept(change, position);
          }
        });
  }

  /** The value of a column after a change. */
  @Nullable Object after(int column, @Nullable Object before, Change change) {
    Field field = fields.get(column);
    if (change instanceof Change.Value value) {
      return RowType.typed(field, value.hasAfter() ? value.after() : field.initial());
    }
    Change.Parts parts = (Change.Parts) change;
    return parts.text() != null
        ? parts.text()
        : Json.write(Documents.apply(Json.parse((String) before), parts.byPointer()));
  }
}
