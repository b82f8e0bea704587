package org.itr.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.itr.application.EmbeddedDatabase;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real PostgreSQL for tests: in a container where a Docker engine answers, the embedded one where
 * none does. Each caller gets a database of its own.
 */
public final class TestDatabase implements AutoCloseable {

  private static final Server SERVER = Server.find();
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name = "itr_test_" + COUNT.incrementAndGet();
  private final HikariDataSource application;

  private TestDatabase() {
    try (Connection connection = owner("postgres").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot make a database to test with", e);
    }
    Flyway.configure()
        .dataSource(owner())
        .defaultSchema("public")
        .locations("classpath:db/migration")
        .load()
        .migrate();
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(owner());
    pool.setMaximumPoolSize(24);
    pool.setConnectionInitSql("set role itr_app");
    this.application = new HikariDataSource(pool);
  }

  /** A new, migrated database. */
  public static TestDatabase create() {
    return new TestDatabase();
  }

  /** Connections with the rights of the server. */
  public HikariDataSource application() {
    return application;
  }

  /** The JDBC URL. */
  public String url() {
    PGSimpleDataSource source = owner();
    return "jdbc:postgresql://"
        + source.getServerNames()[0]
        + ":"
        + source.getPortNumbers()[0]
        + "/"
        + source.getDatabaseName();
  }

  /** Whether it takes connections; when it takes none, those that are there end. */
  public void takeConnections(boolean taken) {
    JdbcTemplate server = new JdbcTemplate(owner("postgres"));
    server.execute("alter database " + name + " allow_connections " + taken);
    if (!taken) {
      server.queryForList(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = ?", name);
    }
  }

  /** Connections with the rights of the owner. */
  public PGSimpleDataSource owner() {
    return owner(name);
  }

  private static PGSimpleDataSource owner(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(SERVER.url());
    source.setDatabaseName(database);
    source.setUser(SERVER.user());
    source.setPassword(SERVER.password());
    source.setCurrentSchema("views");
    return source;
  }

  @Override
  public void close() {
    application.close();
  }

  /** Where the databases live until the tests end. */
  private record Server(String url, String user, String password) {

    static Server find() {
      if (DockerClientFactory.instance().isDockerAvailable()) {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:18");
        container.start();
        return new Server(container.getJdbcUrl(), container.getUsername(), container.getPassword());
      }
      try {
        EmbeddedDatabase embedded = EmbeddedDatabase.start(Files.createTempDirectory("itr-test"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(embedded)));
        return new Server(embedded.url(), embedded.user(), embedded.password());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void close(EmbeddedDatabase embedded) {
      try {
        embedded.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
