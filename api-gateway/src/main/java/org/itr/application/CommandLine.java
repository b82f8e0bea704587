package org.itr.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.env.Environment;

/**
 * What a command needs that works beside the server: the same settings, and the same database. The
 * embedded one is used where the server has it up, and started for as long as the command lasts
 * where it is down.
 */
public final class CommandLine implements AutoCloseable {

  private final ConfigurableApplicationContext context;
  private final Settings settings;
  private final @Nullable EmbeddedDatabase started;
  private final Settings.Database database;

  private CommandLine(String[] args) {
    this.context =
        new SpringApplicationBuilder(NoBeans.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .properties(Map.of("logging.level.root", "WARN"))
            .run(args);
    this.settings = settings(Settings.class);
    if (!settings.db().isEmbedded()) {
      this.started = null;
      this.database = settings.db();
    } else {
      Settings.Database running = EmbeddedDatabase.running(settings.dataDir()).orElse(null);
      this.started = running == null ? EmbeddedDatabase.start(settings.dataDir()) : null;
      this.database =
          running != null
              ? running
              : new Settings.Database(started.url(), started.user(), started.password());
    }
  }

  /** Reads the settings from where the server reads them, and reaches for the database. */
  public static CommandLine start(String... args) {
    return new CommandLine(args);
  }

  /** Settings of a kind. */
  public <T> T settings(Class<T> kind) {
    Environment environment = context.getEnvironment();
    String prefix = AnnotationUtils.findAnnotation(kind, ConfigurationProperties.class).value();
    return Binder.get(environment).bindOrCreate(prefix, kind);
  }

  /** The data folder. */
  public Path dataDir() {
    return settings.dataDir();
  }

  /** The database, as its owner. */
  public DataSource database() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.url());
    source.setUser(database.user());
    source.setPassword(database.password());
    return source;
  }

  /** Whether a server works on the database. */
  public boolean isServerRunning() throws SQLException {
    try (Connection connection = database().getConnection()) {
      return ServerLock.isHeld(connection);
    }
  }

  @Override
  public void close() {
    context.close();
    if (started != null) {
      try {
        started.close();
      } catch (IOException e) {
        throw new UncheckedIOException("The embedded database does not stop", e);
      }
    }
  }

  /** A command has settings and nothing else of the server. */
  private static final class NoBeans {}
}
