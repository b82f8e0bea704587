package org.itr.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which Maven the start script builds and tests with. */
class StartScriptTest {

  @TempDir private Path home;

  @BeforeEach
  void copyTheScript() throws IOException {
    Files.copy(Path.of("..", "itr"), home.resolve("itr"));
    Files.copy(Path.of("..", "pom.xml"), home.resolve("pom.xml"));
    program("mvnw", "echo the wrapper \"$*\"");
  }

  private void program(String name, String does) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + does + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private void installed(String version) throws IOException {
    program(
        "bin/mvn",
        "[ \"$*\" = -v ] && echo 'Apache Maven " + version + "' || echo the installed \"$*\"");
  }

  /** What the script prints when it is asked to test. */
  private String tested() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("sh", home.resolve("itr").toString(), "test");
    builder.environment().put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.redirectErrorStream(true).start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return process.waitFor() + " " + printed;
  }

  @Test
  void the_installed_maven_is_used_where_it_is_new_enough() throws Exception {
    for (String version : new String[] {"3.8.1", "3.10.0", "4.0.0-rc-4"}) {
      installed(version);
      assertThat(tested()).isEqualTo("0 the installed -B verify");
    }
  }

  @Test
  void the_wrapper_is_used_where_the_installed_maven_is_too_old_or_broken() throws Exception {
    for (String version : new String[] {"3.6.3", "2.2.1", "of no version"}) {
      installed(version);
      assertThat(tested()).isEqualTo("0 the wrapper -B verify");
    }
  }

  @Test
  void where_there_is_neither_the_script_says_what_to_do() throws Exception {
    installed("3.6.3");
    program("mvnw", "echo Failed to fetch; exit 1");
    assertThat(tested()).startsWith("1 Maven 3.8 or newer was not found").doesNotContain("\n");
  }
}
