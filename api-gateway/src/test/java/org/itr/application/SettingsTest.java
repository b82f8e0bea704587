package org.itr.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Where settings come from, and which of them counts. */
class SettingsTest {

  private final Map<String, Object> variables = new HashMap<>();

  @TempDir private Path home;

  @BeforeEach
  void isAtHome() {
    variables.put("ITR_HOME", home.toString());
  }

  private Settings read(String... arguments) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Nothing.class)
            .environment(environment)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .run(arguments)) {
      return Binder.get(context.getEnvironment()).bindOrCreate("settings", Settings.class);
    }
  }

  @Test
  void an_argument_counts_more_than_the_environment_which_counts_more_than_the_file()
      throws IOException {
    Files.writeString(
        home.resolve("itr.properties"),
        "ITR_DATA_DIR=/of/file\nITR_DB_URL=jdbc:of-file\nITR_DB_USER=of-file\n");
    variables.put("ITR_DB_URL", "jdbc:of-environment");
    variables.put("ITR_DB_USER", "of-environment");
    Settings settings = read("--ITR_DB_USER=of-argument");
    assertThat(settings.dataDir()).isEqualTo(Path.of("/of/file"));
    assertThat(settings.db().url()).isEqualTo("jdbc:of-environment");
    assertThat(settings.db().user()).isEqualTo("of-argument");
  }

  @Test
  void another_file_of_settings_can_be_named() throws IOException {
    Path file = Files.writeString(home.resolve("other.properties"), "ITR_DB_URL=jdbc:of-file\n");
    variables.put("ITR_CONFIG_FILE", file.toString());
    assertThat(read().db().url()).isEqualTo("jdbc:of-file");
  }

  @Test
  void data_are_kept_beside_the_start_script_where_nothing_is_set() {
    Settings settings = read();
    assertThat(settings.dataDir()).isEqualTo(home.resolve("data"));
    assertThat(settings.db().isEmbedded()).isTrue();
    assertThat(settings.keyFile()).isEqualTo(home.resolve("data/keys/master.key"));
  }

  private static final class Nothing {}
}
