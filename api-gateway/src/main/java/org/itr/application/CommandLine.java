package org.itr.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
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
 * The settings and the database for a shell command that may run while the server is running. The
 * embedded database is used if the server has started it; otherwise it is started for the duration
 * of the command.
 */
public final class CommandLine implements AutoCloseable {

  private final ConfigurableApplicationContext context;
  private final Settings settings;
  private @Nullable EmbeddedDatabase started;
  private Settings.@Nullable Database database;

  private CommandLine(String[] args) {
    this.context =
        new SpringApplicationBuilder(NoBeans.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .properties(Map.of("logging.level.root", "WARN"))
            .run(args);
    this.settings = settings(Settings.class);
  }

  private Settings.Database reached() {
    if (database == null) {
      database =
          isEmbedded()
              ? EmbeddedDatabase.running(settings.dataDir()).orElseGet(this::started)
              : settings.db();
    }
    return database;
  }

  private Settings.Database started() {
    started = EmbeddedDatabase.start(settings.dataDir());
    return new Settings.Database(started.url(), started.user(), started.password());
  }

  /** Reads the settings from where the server reads them. */
  public static CommandLine start(String... args) {
    return new CommandLine(args);
  }

  /**
   * Ends the process with the status that a command answers, or with 2 when it cannot be done, for
   * a reason that is told in a sentence.
   */
  public static void end(Callable<Integer> command) throws Exception {
    System.exit(StartFailures.orEnd(command));
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

  /** Whether the database is the one in the data folder. */
  public boolean isEmbedded() {
    return settings.db().isEmbedded();
  }

  /** The database, as its owner; an embedded one that is down is started. */
  public DataSource database() {
    Settings.Database reached = reached();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(reached.url());
    source.setUser(reached.user());
    source.setPassword(reached.password());
    return source;
  }

  /** Whether a server works on the database now. */
  public boolean isServerRunning() throws SQLException {
    return ServerLock.isHeld(database());
  }

  @Override
  public void close() {
    context.close();
    if (started != null) {
      try {
        started.close();
      } catch (IOException e) {
        throw new UncheckedIOException("The embedded database cannot be stopped", e);
      }
    }
  }

  /** A command has settings and nothing else of the server. */
  private static final class NoBeans {}
}
