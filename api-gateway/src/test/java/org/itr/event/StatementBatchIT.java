package org.itr.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.itr.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Against a real PostgreSQL, by a driver that puts inserts together as the server's does. */
class StatementBatchIT {

  private static final String ADD =
      """
      insert into counted as c (id, at, n) select ?, ?, ?
       on conflict (id) do update set n = c.n + excluded.n
      """;

  private TestDatabase database;
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    database = TestDatabase.create();
    PGSimpleDataSource source = database.owner();
    source.setReWriteBatchedInserts(true);
    connection = source.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create temporary table counted (id uuid primary key, at timestamptz, n bigint)");
    }
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
    database.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 16, 17, 500})
  void every_upsert_of_one_row_counts_however_many_go_together(int count) throws SQLException {
    UUID id = UUID.randomUUID();
    StatementBatch batch = new StatementBatch();
    for (int i = 0; i < count; i++) {
      batch.add(ADD, id, Instant.EPOCH, 1L);
    }
    batch.execute(connection);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select n from counted")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(1)).isEqualTo(count);
    }
  }

  @Test
  void an_upsert_that_the_driver_would_put_together_is_refused() {
    StatementBatch batch = new StatementBatch();
    assertThatThrownBy(
            () ->
                batch.add(
                    "insert into counted (id) values (?) on conflict (id) do nothing",
                    UUID.randomUUID()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_statement_that_must_find_its_row_says_which_it_missed() {
    for (int count : new int[] {1, 20}) {
      StatementBatch batch = new StatementBatch();
      for (int i = 0; i < count; i++) {
        batch.addForOneRow(
            "update counted set n = 0 where id = ?", "the row " + i, UUID.randomUUID());
      }
      assertThatThrownBy(() -> batch.execute(connection))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the row 0");
    }
  }
}
