package org.itr.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
  void a_file_of_settings_that_is_named_must_be_there() {
    Path file = home.resolve("missing.properties");
    variables.put("ITR_CONFIG_FILE", file.toString());
    assertThatThrownBy(this::read)
        .hasMessage("ITR_CONFIG_FILE names " + file + ", which is not a file");
  }

  @Test
  void a_setting_that_there_is_not_is_refused_wherever_it_stands() throws IOException {
    assertThatThrownBy(() -> read("--ITR_PROT=9090", "--ITR_DB_USER=me"))
        .hasMessageStartingWith("Unknown setting ITR_PROT (ITR_PORT?); ");
    assertThatThrownBy(() -> read("--itr-port=9090"))
        .hasMessageStartingWith("Unknown setting itr-port (ITR_PORT?); ");
    assertThatThrownBy(() -> read("--website=site", "--verbose"))
        .hasMessageStartingWith("Unknown setting website (ITR_WEBSITE?), verbose; ");
    assertThatThrownBy(() -> read("ITR_PORT=9090"))
        .hasMessageContaining("--NAME=value")
        .hasMessageContaining("ITR_PORT=9090");
    variables.put("ITR_DBURL", "jdbc:somewhere");
    assertThatThrownBy(this::read)
        .hasMessageStartingWith("Unknown setting ITR_DBURL (ITR_DB_URL?); ");
    variables.remove("ITR_DBURL");
    Files.writeString(home.resolve("itr.properties"), "ENABLE_COR=Y\n");
    assertThatThrownBy(this::read)
        .hasMessageStartingWith("Unknown setting ENABLE_COR (ENABLE_CORS?); ");
  }

  @Test
  void what_must_be_a_number_and_is_none_is_refused_in_a_sentence() throws IOException {
    assertThatThrownBy(() -> read("--ITR_PORT=http"))
        .hasMessage("ITR_PORT must be a whole number from 0 to 65535, not http");
    assertThatThrownBy(() -> read("--ITR_EMBEDDED_PORT=70000"))
        .hasMessage("ITR_EMBEDDED_PORT must be a whole number from 0 to 65535, not 70000");
    variables.put("ITR_DB_CONNECTIONS", "-1");
    assertThatThrownBy(this::read)
        .hasMessage("ITR_DB_CONNECTIONS must be a whole number from 0 to 2147483647, not -1");
    variables.remove("ITR_DB_CONNECTIONS");
    Files.writeString(home.resolve("itr.properties"), "ITR_MAX_FILE_BYTES=100 MB\n");
    assertThatThrownBy(this::read)
        .hasMessage("ITR_MAX_FILE_BYTES must be a whole number from 0 on, not 100 MB");
    Files.writeString(
        home.resolve("itr.properties"),
        "ITR_MAX_FILE_BYTES= 5000000000 \nITR_EMBEDDED_PORT=5433\n");
    assertThat(read("--ITR_EMBEDDED_PORT=5434").embeddedPort()).isEqualTo(5434);
  }

  @Test
  void what_others_read_is_let_pass() throws IOException {
    variables.put("ITR_JAVA_OPTS", "-Xmx1g");
    variables.put("CORS", "of somebody else");
    Files.writeString(home.resolve("itr.properties"), "logging.level.root=WARN\n");
    assertThat(read("--server.address=127.0.0.1").dataDir()).isEqualTo(home.resolve("data"));
    assertThatThrownBy(() -> read("--ITR_JAVA_OPTS=-Xmx1g"))
        .as("as an argument it would do nothing")
        .hasMessageStartingWith("Unknown setting ITR_JAVA_OPTS; ");
  }

  @Test
  void the_docs_name_all_settings_and_the_start_script_no_others() throws IOException {
    Set<String> all = new TreeSet<>(SettingsCheck.known());
    // The start script says where it is, nobody else.
    all.remove("ITR_HOME");
    all.add("ITR_JAVA_OPTS");
    String operations = Files.readString(Path.of("..", "docs", "operations.md"));
    assertThat(
            operations
                .lines()
                .takeWhile(line -> !line.startsWith("Settings that users change"))
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> names(line.split("\\|", -1)[1])))
        .containsExactlyInAnyOrderElementsOf(all);
    assertThat(
            Files.readString(Path.of("..", "itr"))
                .lines()
                .dropWhile(line -> !line.startsWith("Settings are"))
                .takeWhile(line -> !line.startsWith("TEXT"))
                .flatMap(SettingsTest::names))
        .isNotEmpty()
        .isSubsetOf(all);
  }

  @Test
  void no_test_is_given_a_setting_of_whoever_runs_it_but_those_that_are_for_tests()
      throws IOException {
    Set<String> hidden = new TreeSet<>(SettingsCheck.known());
    hidden.removeAll(Set.of("ITR_WEBSITE", "ITR_PUBLICS_DIR"));
    hidden.add("ITR_JAVA_OPTS");
    String pom = Files.readString(Path.of("..", "pom.xml"));
    String list = pom.substring(pom.indexOf("<hidden.places>"), pom.indexOf("<hidden.settings>"));
    assertThat(names(list)).containsExactlyInAnyOrderElementsOf(hidden);
    assertThat(System.getenv()).doesNotContainKeys(hidden.toArray(String[]::new));
  }

  private static Stream<String> names(String text) {
    return Pattern.compile("ITR_[A-Z_]+|ENABLE_CORS")
        .matcher(text)
        .results()
        .map(MatchResult::group);
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
