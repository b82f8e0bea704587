package org.itr.view;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.itr.event.StatementBatch;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Where {@link RowChanges} finds the rows that it has not created itself, and writes its changes.
 */
interface RowStore {

  /** The stored row; null when there is none. */
  @Nullable Object @Nullable [] load(TableColumns table, UUID space, Object key);

  /** The rows that a query finds. */
  List<Map<String, Object>> query(String sql, Object... values);

  /** Writes the changes so far, or leaves them where they are. */
  void write(RowChanges changes);

  /** The view tables. */
  static RowStore in(JdbcTemplate jdbc) {
    return new RowStore() {
      @Override
      public @Nullable Object @Nullable [] load(TableColumns table, UUID space, Object key) {
        return jdbc.query(
            table.select(), found -> found.next() ? table.read(found) : null, space, key);
      }

      @Override
      public List<Map<String, Object>> query(String sql, Object... values) {
        return jdbc.queryForList(sql, values);
      }

      @Override
      public void write(RowChanges changes) {
        StatementBatch batch = new StatementBatch();
        changes.moveTo(batch);
        jdbc.execute(
            (ConnectionCallback<@Nullable Void>)
                connection -> {
                  batch.execute(connection);
                  return null;
                });
      }
    };
  }

  /** No tables: the result stays in memory, starting from nothing. */
  static RowStore none() {
    return new RowStore() {
      @Override
      public @Nullable Object @Nullable [] load(TableColumns table, UUID space, Object key) {
        return null;
      }

      @Override
      public List<Map<String, Object>> query(String sql, Object... values) {
        return List.of();
      }

      @Override
      public void write(RowChanges changes) {
        // It is read from where it is.
      }
    };
  }
}
