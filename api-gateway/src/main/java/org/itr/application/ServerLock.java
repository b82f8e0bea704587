package org.itr.application;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.itr.event.Remembered;
import org.itr.event.WriteGate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Sees to it that one server process alone works on a database, because aggregates are kept in
 * memory. The lock is PostgreSQL's and goes when the process does, or its connection. Without it
 * the server is down and writes nothing; when it has it again it forgets all that it has kept in
 * memory, because another server may have worked meanwhile.
 */
class ServerLock implements HealthIndicator, DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(ServerLock.class);
  private static final long KEY = 0x4954_5253_4552_5645L;
  private static final int SECONDS_TO_ANSWER = 5;

  /** How long a write may take to end that began when the lock was still held. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Settings.Database database;
  private final WriteGate gate;
  private final ObjectProvider<Remembered> remembered;
  private Connection connection;
  private volatile boolean held = true;
  private boolean isOthers;

  ServerLock(Settings.Database database, WriteGate gate, ObjectProvider<Remembered> remembered)
      throws SQLException {
    this.database = database;
    this.gate = gate;
    this.remembered = remembered;
    this.connection = connect();
    if (!take(connection)) {
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

  private static boolean take(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("select pg_try_advisory_lock(" + KEY + ")")) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  /** Finds out whether the lock is still held, and takes it again when it is not. */
  @Scheduled(fixedDelay = 1_000)
  synchronized void renew() {
    try {
      if (!connection.isValid(SECONDS_TO_ANSWER)) {
        lose();
        connection.close();
        connection = connect();
      }
      if (!held) {
        regain();
      }
    } catch (SQLException e) {
      LOG.debug("The database is away", e);
    }
  }

  private void lose() {
    if (held) {
      gate.refuse();
      held = false;
      isOthers = false;
      LOG.warn(
          "The connection with the lock on the database is lost; nothing is written until it is back");
    }
  }

  private void regain() throws SQLException {
    if (!take(connection)) {
      if (!isOthers) {
        isOthers = true;
        LOG.error(
            "Another ITR server took over this database, so nothing is written here; stop one of them");
      }
      return;
    }
    // What began before the lock was lost must not keep anything after this.
    if (gate.shut(PATIENCE, () -> remembered.forEach(Remembered::forget))) {
      held = true;
      gate.admit();
      LOG.info("The lock on the database is held again");
    }
  }

  @Override
  public Health health() {
    return held
        ? Health.up().build()
        : Health.down().withDetail("reason", "The lock on the database is not held").build();
  }

  @Override
  public synchronized void destroy() throws SQLException {
    connection.close();
  }
}
