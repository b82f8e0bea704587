package org.itr.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Statements that are sent to the database together: a few, as from one write, in a single round
 * trip; many, as from a rebuild, as one batch per SQL text. Every value is bound. Statements run in
 * the order in which their texts were first added. Not thread-safe.
 *
 * <p>The driver merges several {@code insert … values} into one statement, which is fast, but must
 * not touch a row twice. An upsert could, so it uses {@code insert … select}, which the driver does
 * not merge.
 */
public final class StatementBatch {

  private static final int MOST_IN_ONE_TRIP = 16;

  private final Map<String, Statements> bySql = new LinkedHashMap<>();
  private int size;

  /**
   * Adds a statement.
   *
   * @param sql built from constants and declared names only, never from input
   */
  public void add(String sql, @Nullable Object... values) {
    add(sql, null, values);
  }

  /**
   * Adds a statement that must affect a row.
   *
   * @param row names the row in the failure message
   */
  public void addForOneRow(String sql, Object row, @Nullable Object... values) {
    add(sql, row, values);
  }

  private void add(String sql, @Nullable Object row, @Nullable Object... values) {
    bySql.computeIfAbsent(sql, StatementBatch::statements).add(values, row);
    size++;
  }

  private static Statements statements(String sql) {
    if (sql.contains("on conflict") && sql.contains("values (")) {
      throw new IllegalArgumentException("An upsert must take its row by select: " + sql);
    }
    return new Statements();
  }

  /**
   * Runs all statements.
   *
   * @throws SQLException as the database gives it
   * @throws MissingRow when a statement that must affect a row affected none
   */
  public void execute(Connection connection) throws SQLException {
    if (size == 0) {
      return;
    }
    if (size <= MOST_IN_ONE_TRIP) {
      executeTogether(connection);
    } else {
      for (Map.Entry<String, Statements> entry : bySql.entrySet()) {
        executeBatch(connection, entry.getKey(), entry.getValue());
      }
    }
  }

  private void executeTogether(Connection connection) throws SQLException {
    List<String> texts = new ArrayList<>();
    List<@Nullable Object> rows = new ArrayList<>();
    bySql.forEach(
        (sql, statements) ->
            statements.rows.forEach(
                row -> {
                  texts.add(sql);
                  rows.add(row);
                }));
    try (PreparedStatement all = connection.prepareStatement(String.join(";\n", texts))) {
      int index = 1;
      for (Statements statements : bySql.values()) {
        for (@Nullable Object[] values : statements.values) {
          index = bind(all, index, values);
        }
      }
      all.execute();
      for (int i = 0; i < rows.size(); i++) {
        requireRow(rows.get(i), all.getUpdateCount());
        all.getMoreResults();
      }
    }
  }

  private static void executeBatch(Connection connection, String sql, Statements statements)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (@Nullable Object[] values : statements.values) {
        bind(statement, 1, values);
        statement.addBatch();
      }
      int[] counts = statement.executeBatch();
      for (int i = 0; i < counts.length; i++) {
        requireRow(statements.rows.get(i), counts[i]);
      }
    }
  }

  private static void requireRow(@Nullable Object row, int count) {
    if (row != null && count == 0) {
      throw new MissingRow(row);
    }
  }

  private static int bind(PreparedStatement statement, int first, @Nullable Object[] values)
      throws SQLException {
    int index = first;
    for (Object value : values) {
      if (value instanceof Instant moment) {
        statement.setObject(index++, OffsetDateTime.ofInstant(moment, ZoneOffset.UTC));
      } else {
        statement.setObject(index++, value);
      }
    }
    return index;
  }

  /** A statement that must affect a row affected none. */
  public static final class MissingRow extends IllegalStateException {

    private static final long serialVersionUID = 1L;
    private final transient Object row;

    private MissingRow(Object row) {
      super("There is no row of " + row);
      this.row = row;
    }

    /** What names the row. */
    public Object row() {
      return row;
    }
  }

  private static final class Statements {

    private final List<@Nullable Object[]> values = new ArrayList<>();
    private final List<@Nullable Object> rows = new ArrayList<>();

    private void add(@Nullable Object[] bound, @Nullable Object row) {
      values.add(Objects.requireNonNull(bound));
      rows.add(row);
    }
  }
}
