package org.itr.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** The embedded database of a data folder, as its owner. */
final class Owner {

  private final PGSimpleDataSource source = new PGSimpleDataSource();

  Owner(Path data) throws IOException {
    Path postgres = data.resolve("postgres");
    String port =
        Files.readAllLines(postgres.resolve("data").resolve("postmaster.pid")).get(3).strip();
    source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
    source.setUser("postgres");
    source.setPassword(Files.readString(postgres.resolve("owner.password")).strip());
  }

  PGSimpleDataSource source() {
    return source;
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  long number(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
