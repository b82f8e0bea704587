package org.itr.application;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Sees to it that one server process alone works on a database, because aggregates are kept in
 * memory. The lock is PostgreSQL's and goes when the process does.
 */
class ServerLock implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(ServerLock.class);
  private static final long KEY = 0x4954_5253_4552_5645L;
  private static final int SECONDS_TO_ANSWER = 5;

  private final Settings.Database database;
  private Connection connection;

  ServerLock(Settings.Database database) throws SQLException {
    this.database = database;
    this.connection = connect();
    if (!take()) {
      connection.close();
      throw new IllegalStateException(
          "Another ITR server is using this database; stop it first, or use another database");
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  /** Whether a server works on a database. */
  static boolean isHeld(DataSource database) throws SQLException {
    // What this takes, it gives back with its connection.
    try (Connection connection = database.getConnection()) {
      return !take(connection);
    }
  }

  private boolean take() throws SQLException {
    return take(connection);
  }

  private static boolean take(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("select pg_try_advisory_lock(" + KEY + ")")) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  /** Takes the lock again after the database was away. */
  @Scheduled(fixedDelay = 5_000)
  synchronized void renew() {
    try {
      if (!connection.isValid(SECONDS_TO_ANSWER)) {
        connection.close();
        connection = connect();
        if (!take()) {
          LOG.error("Another ITR server has taken over this database; stop one of them");
        }
      }
    } catch (SQLException e) {
      LOG.debug("The database is away", e);
    }
  }

  @Override
  public synchronized void destroy() throws SQLException {
    connection.close();
  }
}
