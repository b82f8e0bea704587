package org.itr.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/**
 * Rejects unknown settings: a misspelt one would be silently ignored. Also rejects what is not a
 * number where the default is one. The known settings are those used in {@code application.yml}.
 * Names with a dot belong to Spring.
 */
final class SettingsCheck implements EnvironmentPostProcessor, Ordered {

  /** What the start script and the tests read from the environment. */
  private static final Set<String> OF_OTHERS = Set.of("ITR_JAVA_OPTS", "ITR_TEST_CHROMIUM");

  private static final Pattern USED = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");
  private static final Pattern NUMBERS = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*):[0-9]+}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final String PORT = "_PORT";
  private static final long LAST_PORT = 65_535;

  /** What may be more than memory has room for. */
  private static final String FILE_BYTES = "ITR_MAX_FILE_BYTES";

  private static final Pattern OURS = Pattern.compile("(?i)itr[_.-].*");
  private static final String FILE = "ITR_CONFIG_FILE";
  private static final String ENVIRONMENT =
      StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
  private static final String OF_A_FILE = "Config resource 'file";
  private static final int MOST_SLIPS = 2;

  /** The names of all settings. */
  static Set<String> known() {
    return named(USED);
  }

  private static Set<String> named(Pattern pattern) {
    try {
      String text =
          new ClassPathResource("application.yml").getContentAsString(StandardCharsets.UTF_8);
      return pattern
          .matcher(text)
          .results()
          .map(found -> found.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** After the file of settings was read. */
  @Override
  public int getOrder() {
    return ConfigDataEnvironmentPostProcessor.ORDER + 1;
  }

  /**
   * Checks arguments, environment and file.
   *
   * @throws IllegalArgumentException when something there is no setting, the file is not there, or
   *     a number is none
   */
  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    String file = environment.getProperty(FILE, "");
    if (!file.isEmpty() && !Files.isRegularFile(Path.of(file))) {
      throw new IllegalArgumentException(FILE + " names " + file + ", which is not a file");
    }
    Set<String> known = known();
    List<String> unknown = new ArrayList<>();
    for (PropertySource<?> source : environment.getPropertySources()) {
      names(source)
          .filter(name -> !known.contains(name))
          .map(name -> name + near(name, known))
          .forEach(unknown::add);
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "Unknown setting "
              + String.join(", ", unknown)
              + "; see ./itr help or docs/operations.md");
    }
    named(NUMBERS).forEach(name -> checkNumber(name, environment));
  }

  private static void checkNumber(String name, ConfigurableEnvironment environment) {
    String value = environment.getProperty(name);
    long most =
        name.endsWith(PORT)
            ? LAST_PORT
            : name.equals(FILE_BYTES) ? Long.MAX_VALUE : Integer.MAX_VALUE;
    if (value != null
        && (!NUMBER.matcher(value.strip()).matches() || Long.parseLong(value.strip()) > most)) {
      throw new IllegalArgumentException(
          "%s must be a whole number from 0%s, not %s"
              .formatted(
                  name,
                  most == Long.MAX_VALUE ? " on" : " to " + most,
                  value.isEmpty() ? "empty" : value));
    }
  }

  /** The names in a source that must be those of settings. */
  private static Stream<String> names(PropertySource<?> source) {
    if (source instanceof CommandLinePropertySource<?> arguments) {
      if (arguments.containsProperty(
          CommandLinePropertySource.DEFAULT_NON_OPTION_ARGS_PROPERTY_NAME)) {
        throw new IllegalArgumentException(
            "Arguments must have the form --NAME=value, unlike "
                + arguments.getProperty(
                    CommandLinePropertySource.DEFAULT_NON_OPTION_ARGS_PROPERTY_NAME));
      }
      return Stream.of(arguments.getPropertyNames()).filter(SettingsCheck::isSetting);
    }
    if (!(source instanceof EnumerablePropertySource<?> listed)) {
      return Stream.empty();
    }
    Stream<String> all = Stream.of(listed.getPropertyNames());
    if (source.getName().startsWith(OF_A_FILE)) {
      return all.filter(SettingsCheck::isSetting);
    }
    return source.getName().equals(ENVIRONMENT)
        ? all.filter(name -> OURS.matcher(name).matches() && !OF_OTHERS.contains(name))
        : Stream.empty();
  }

  private static boolean isSetting(String name) {
    return !name.contains(".") || OURS.matcher(name).matches();
  }

  /** The setting that was probably meant, in words. */
  private static String near(String name, Set<String> known) {
    String bare = bare(name);
    Optional<String> nearest =
        known.stream().min(Comparator.comparingInt(other -> slips(bare, bare(other))));
    return nearest
        .filter(other -> slips(bare, bare(other)) <= MOST_SLIPS)
        .map(other -> " (" + other + "?)")
        .orElse("");
  }

  private static String bare(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_").replaceFirst("^ITR_", "");
  }

  /** How many letters must be added, left out or replaced to come from one name to the other. */
  private static int slips(String from, String to) {
    int[] before = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] now = new int[to.length() + 1];
      now[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = before[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(replaced, Math.min(before[j], now[j - 1]) + 1);
      }
      before = now;
    }
    return before[to.length()];
  }
}
