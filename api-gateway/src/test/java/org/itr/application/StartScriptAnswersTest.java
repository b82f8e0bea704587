package org.itr.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the start script says by itself, and what it hands to a Java that only repeats it. */
class StartScriptAnswersTest {

  /** The programs that the script needs, the Javas that are put beside them aside. */
  private static final List<String> PROGRAMS =
      List.of("cat", "dirname", "env", "find", "head", "rm", "sed", "sh", "touch");

  private static final Pattern COMMANDS = Pattern.compile("(?m)^  ([a-z]+(?: \\| [a-z]+)*)\\)$");

  @TempDir private Path folder;
  private Path home;
  private Path programs;

  private record Ran(int status, String printed, String complaint) {}

  /** A built server, and a machine without Java. */
  @BeforeEach
  void build() throws IOException {
    home = Files.createDirectories(folder.resolve("a home"));
    programs = Files.createDirectories(folder.resolve("programs"));
    Files.copy(Path.of("..", "itr"), home.resolve("itr"));
    for (String program : PROGRAMS) {
      Path installed =
          Stream.of("/bin", "/usr/bin")
              .map(bin -> Path.of(bin, program))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow();
      program(programs.resolve(program), "exec " + installed + " \"$@\"");
    }
    Path target = Files.createDirectories(home.resolve("api-gateway/target/app"));
    Path packaged = Files.createFile(target.resolveSibling("itr-app.jar"));
    Path unpacked = Files.createFile(target.resolve("itr-app.jar"));
    Files.setLastModifiedTime(
        packaged, FileTime.from(Files.getLastModifiedTime(unpacked).toInstant().minusSeconds(60)));
  }

  private static void program(Path file, String does) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + does + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  /** A Java that tells where it was started, and with what. */
  private static void java(Path bin, String version) throws IOException {
    program(
        bin.resolve("java"),
        """
        if [ "$1" = -version ]; then printf '%%s\\n' '%s' >&2; exit; fi
        echo "$ITR_HOME"; pwd; for argument; do echo "$argument"; done"""
            .formatted(version));
    program(bin.resolve("javac"), "");
  }

  private Ran run(Map<String, String> variables, Path from, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", home.resolve("itr").toString()));
    command.addAll(List.of(arguments));
    Path printed = folder.resolve("printed");
    Path complaint = folder.resolve("complaint");
    ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", programs.toString());
    builder.environment().putAll(variables);
    int status =
        builder
            .redirectOutput(printed.toFile())
            .redirectError(complaint.toFile())
            .start()
            .waitFor();
    return new Ran(
        status,
        Files.readString(printed, StandardCharsets.UTF_8),
        Files.readString(complaint, StandardCharsets.UTF_8));
  }

  private Ran run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), home, arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "-h", "--help", ""})
  void help_names_every_command_and_needs_no_java(String argument) throws Exception {
    Ran ran = argument.isEmpty() ? run() : run(argument);
    assertThat(ran.status()).isZero();
    assertThat(ran.complaint()).isEmpty();
    assertThat(ran.printed()).startsWith("Usage: ./itr <command>");
    List<String> commands =
        COMMANDS
            .matcher(Files.readString(home.resolve("itr")))
            .results()
            .flatMap(found -> Stream.of(found.group(1).split(" \\| ", -1)))
            .toList();
    assertThat(commands).hasSizeGreaterThan(7).contains("run", "restore");
    assertThat(commands)
        .allSatisfy(
            command -> assertThat(ran.printed()).containsPattern("(?m)^  " + command + "\\b"));
  }

  @Test
  void a_command_that_is_none_is_named_with_the_help_as_a_complaint() throws Exception {
    Ran ran = run("fly", "high");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.printed()).isEmpty();
    assertThat(ran.complaint()).startsWith("Unknown command 'fly'.\nUsage: ./itr <command>");
  }

  private static void assertRefused(Ran ran, String sentence) {
    assertThat(ran).isEqualTo(new Ran(1, "", sentence + "\n"));
  }

  @Test
  void without_java_it_says_what_to_install() throws Exception {
    String sentence = "Java was not found. Install JDK 17 or newer, or set JAVA_HOME.";
    assertRefused(run("run"), sentence);
    assertRefused(
        run(Map.of("JAVA_HOME", folder.resolve("gone").toString()), home, "run"), sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "openjdk version \"11.0.2\" 2019-01-15, 11",
    "java version \"1.8.0_292\", 1",
    "what is this, of an unknown version"
  })
  void a_java_that_is_too_old_is_named(String version, String named) throws Exception {
    java(programs, version);
    assertRefused(
        run("verify"), "Found Java " + named + ", but JDK 17 or newer is required. Set JAVA_HOME.");
  }

  @Test
  void a_java_without_a_compiler_is_refused() throws Exception {
    java(programs, "openjdk version \"17.0.1\" 2021-10-19");
    Files.delete(programs.resolve("javac"));
    assertRefused(
        run("run"),
        "Found a Java runtime without a compiler, but JDK 17 or newer is required."
            + " Set JAVA_HOME.");
  }

  @Test
  void java_home_counts_more_than_the_path() throws Exception {
    java(programs, "openjdk version \"11.0.2\" 2019-01-15");
    java(folder.resolve("jdk/bin"), "openjdk version \"21\" 2023-09-19");
    Ran ran = run(Map.of("JAVA_HOME", folder.resolve("jdk").toString()), home, "verify");
    assertThat(ran.complaint()).isEmpty();
    assertThat(ran.status()).isZero();
    assertThat(ran.printed()).contains("org.itr.proof.VerifyCommand");
  }

  @Test
  void it_runs_from_any_folder_and_hands_on_what_it_was_given() throws Exception {
    java(programs, "openjdk version \"17.0.1\" 2021-10-19");
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Ran ran = run(Map.of(), elsewhere, "run", "--website=my site", "--ITR_PORT=1 2");
    assertThat(ran.complaint()).isEmpty();
    assertThat(ran.status()).isZero();
    List<String> lines = ran.printed().lines().toList();
    assertThat(lines.subList(0, 2))
        .containsExactly(home.toRealPath().toString(), elsewhere.toRealPath().toString());
    assertThat(lines)
        .endsWith(
            "-jar",
            home.toRealPath().resolve("api-gateway/target/app/itr-app.jar").toString(),
            "--ITR_WEBSITE=my site",
            "--ITR_PORT=1 2");
  }
}
