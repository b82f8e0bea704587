package org.itr.application;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The server. */
@SpringBootApplication(scanBasePackages = "org.itr")
@EntityScan("org.itr")
@EnableJpaRepositories("org.itr")
@EnableScheduling
@EnableConfigurationProperties(Settings.class)
public class ItrApplication {

  /** Starts the server; arguments of the form {@code --name=value} are settings. */
  public static void main(String[] args) throws Exception {
    System.setProperty("disable-axoniq-console-message", "true");
    SpringApplication application = new SpringApplication(ItrApplication.class);
    application.addListeners(new LogFileAppender());
    StartFailures.orEnd(() -> application.run(args));
  }

  /**
   * Starts the server for a command that needs it for a moment: it answers this machine alone, on a
   * free port, and prints nothing but warnings.
   */
  public static ConfigurableApplicationContext startForCommand(String... args) {
    System.setProperty("disable-axoniq-console-message", "true");
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(
        List.of(
            "--ITR_PORT=0",
            "--ITR_MANAGEMENT_PORT=0",
            "--server.address=127.0.0.1",
            "--spring.main.banner-mode=off",
            "--logging.level.root=WARN"));
    return SpringApplication.run(ItrApplication.class, all.toArray(String[]::new));
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
