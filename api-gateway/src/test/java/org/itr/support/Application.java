package org.itr.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.itr.application.ItrApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The server within the tests' own process, for what cannot be seen or brought about from outside:
 * time that is over, calls that meet.
 */
public final class Application implements AutoCloseable {

  private final ServletWebServerApplicationContext context;

  private Application(ServletWebServerApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts it on free ports and new data.
   *
   * @param settings more settings, each as {@code --NAME=value}
   */
  public static Application start(String... settings) {
    try {
      return on(Files.createTempDirectory("itr-application"), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, with a clock of the test's. */
  public static Application at(Clock clock, String... settings) {
    return with(Clock.class, clock, settings);
  }

  /** The same, with a part of the test's. */
  public static <T> Application with(Class<T> type, T part, String... settings) {
    try {
      return on(
          Files.createTempDirectory("itr-application"),
          context ->
              ((GenericApplicationContext) context)
                  .registerBean("partOfTest", type, () -> part, bean -> bean.setPrimary(true)),
          settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same on a database of the test's own, with the rights of its owner. */
  public static Application on(TestDatabase database, String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("--ITR_DB_URL=" + database.url());
    all.add("--ITR_DB_USER=" + database.owner().getUser());
    all.add("--ITR_DB_PASSWORD=" + database.owner().getPassword());
    return start(all.toArray(String[]::new));
  }

  /** The same on the data that a {@link ServerProcess}, now closed, left in a folder. */
  public static Application on(Path folder, String... settings) {
    return on(folder, context -> {}, settings);
  }

  private static Application on(
      Path folder,
      ApplicationContextInitializer<ConfigurableApplicationContext> initializer,
      String... settings) {
    try {
      PostgresProgram.shareWith(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("--ITR_PORT=0");
    all.add("--ITR_MANAGEMENT_PORT=0");
    all.add("--ITR_DATA_DIR=" + folder);
    all.add("--ITR_PUBLICS_DIR=" + folder.resolve("publics"));
    all.add("--ITR_WEBSITE=");
    all.add("--ITR_ADMIN_PASSWORD=" + ServerProcess.ADMIN_PASSWORD);
    all.add("--logging.level.root=WARN");
    return new Application(
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(ItrApplication.class)
                .initializers(initializer)
                .run(all.toArray(String[]::new)));
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
  }
}
