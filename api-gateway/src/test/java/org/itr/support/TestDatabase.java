package org.itr.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.itr.application.EmbeddedDatabase;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real PostgreSQL for tests: in a container where a Docker engine answers, the embedded one where
 * none does. Each caller gets a database of its own, a copy of one that is migrated once.
 */
public final class TestDatabase implements AutoCloseable {

  private static final Server SERVER = Server.find();
  private static final String TEMPLATE = migrated("itr_test_template");
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name = "itr_test_" + COUNT.incrementAndGet();
  private final HikariDataSource application;

  private TestDatabase() {
    onServer("create database " + name + " template " + TEMPLATE);
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(owner());
    pool.setMaximumPoolSize(24);
    pool.setConnectionInitSql("set role itr_app");
    this.application = new HikariDataSource(pool);
  }

  private static String migrated(String template) {
    onServer("create database " + template);
    Flyway.configure()
        .dataSource(owner(template))
        .defaultSchema("public")
        .locations("classpath:db/migration")
        .load()
        .migrate();
    return template;
  }

  private static void onServer(String statement) {
    new JdbcTemplate(owner("postgres")).execute(statement);
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

  /** What a server is told to work on it with the rights of its owner. */
  List<String> settings() {
    return List.of(
        "--ITR_DB_URL=" + url(),
        "--ITR_DB_USER=" + SERVER.user(),
        "--ITR_DB_PASSWORD=" + SERVER.password());
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

  /**
   * Waits until everything written so far is settled. A transaction anywhere on the database
   * server, of another test's database or of the server's own housekeeping, keeps later events
   * unsettled while it is open.
   */
  public void awaitSettled() {
    JdbcTemplate jdbc = new JdbcTemplate(owner());
    Awaitility.await("what was written is settled")
        .atMost(Duration.ofMinutes(1))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                jdbc.queryForObject(
                    """
                    select coalesce(max(transaction_id) < pg_snapshot_xmin(pg_current_snapshot()), true)
                    from events.event
                    """,
                    Boolean.class));
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
    onServer("drop database " + name + " with (force)");
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
        Path folder = Files.createTempDirectory("itr-test");
        PostgresProgram.shareWith(folder);
        EmbeddedDatabase embedded = EmbeddedDatabase.start(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(embedded, folder)));
        return new Server(embedded.url(), embedded.user(), embedded.password());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void close(EmbeddedDatabase embedded, Path folder) {
      try {
        embedded.close();
        FileSystemUtils.deleteRecursively(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
