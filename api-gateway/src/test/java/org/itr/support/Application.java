package org.itr.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.itr.application.ItrApplication;
import org.mockito.Mockito;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.util.FileSystemUtils;

/**
 * The server within the tests' own process, for what cannot be seen or brought about from outside:
 * time that is over, calls that meet.
 */
public final class Application implements AutoCloseable {

  private final ServletWebServerApplicationContext context;
  private final Runnable cleanUp;

  private Application(ServletWebServerApplicationContext context, Runnable cleanUp) {
    this.context = context;
    this.cleanUp = cleanUp;
  }

  /**
   * Starts it on free ports and new data.
   *
   * @param settings more settings, each as {@code --NAME=value}
   */
  public static Application start(String... settings) {
    return onNewData(context -> {}, settings);
  }

  /**
   * The same, with a clock of the test's. What the server does by itself from time to time happens
   * only when the test does it.
   */
  public static Application at(Clock clock, String... settings) {
    return onNewData(
        context -> {
          register(context, Clock.class, clock);
          register(context, TaskScheduler.class, Mockito.mock(TaskScheduler.class));
        },
        settings);
  }

  /** The same, with a part of the test's. */
  public static <T> Application with(Class<T> type, T part, String... settings) {
    return onNewData(context -> register(context, type, part), settings);
  }

  private static <T> void register(ConfigurableApplicationContext context, Class<T> type, T part) {
    ((GenericApplicationContext) context)
        .registerBean(
            type.getSimpleName() + " of the test", type, () -> part, bean -> bean.setPrimary(true));
  }

  private static Application onNewData(
      ApplicationContextInitializer<ConfigurableApplicationContext> initializer,
      String... settings) {
    TestDatabase database = TestDatabase.create();
    return on(database, database::close, initializer, settings);
  }

  /** The same on a database of the test's own, with the rights of its owner. */
  public static Application on(TestDatabase database, String... settings) {
    return on(database, () -> {}, context -> {}, settings);
  }

  private static Application on(
      TestDatabase database,
      Runnable cleanUp,
      ApplicationContextInitializer<ConfigurableApplicationContext> initializer,
      String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.addAll(database.settings());
    try {
      Path folder = Files.createTempDirectory("itr-application");
      return run(
          folder,
          () -> {
            cleanUp.run();
            delete(folder);
          },
          initializer,
          all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try {
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same on the data that a {@link ServerProcess}, now closed, left in a folder. */
  public static Application on(Path folder, String... settings) {
    try {
      PostgresProgram.shareWith(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return run(folder, () -> {}, context -> {}, List.of(settings));
  }

  private static Application run(
      Path folder,
      Runnable cleanUp,
      ApplicationContextInitializer<ConfigurableApplicationContext> initializer,
      List<String> settings) {
    List<String> all = new ArrayList<>(settings);
    all.add("--ITR_PORT=0");
    all.add("--ITR_MANAGEMENT_PORT=0");
    all.add("--ITR_DATA_DIR=" + folder);
    all.add("--ITR_PUBLICS_DIR=" + folder.resolve("publics"));
    all.add("--ITR_WEBSITE=");
    all.add("--ITR_ADMIN_PASSWORD=" + ServerProcess.ADMIN_PASSWORD);
    all.add("--logging.level.root=WARN");
    try {
      return new Application(
          (ServletWebServerApplicationContext)
              new SpringApplicationBuilder(ItrApplication.class)
                  .initializers(initializer)
                  .run(all.toArray(String[]::new)),
          cleanUp);
    } catch (RuntimeException e) {
      cleanUp.run();
      throw e;
    }
  }

  /** One of its parts. */
  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /** Where it answers. */
  public String url() {
    return "http://localhost:" + context.getWebServer().getPort();
  }

  @Override
  public void close() {
    context.close();
    cleanUp.run();
  }
}
