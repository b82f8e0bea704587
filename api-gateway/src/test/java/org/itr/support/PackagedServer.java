package org.itr.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.DigestUtils;
import org.springframework.util.FileSystemUtils;

/**
 * The packaged server as the start script runs it: unpacked, with an archive of its loaded classes,
 * which takes half off every start.
 */
final class PackagedServer {

  private static final Path JAR = Path.of("target", "itr-app.jar");
  private static final Path FOLDER = Path.of("target", "app-of-tests");
  private static final Path UNPACKED = FOLDER.resolve(JAR.getFileName());
  private static final Path MADE_OF = FOLDER.resolve("made-of");
  private static final Path ARCHIVE = FOLDER.resolve("classes.jsa");

  private static final List<String> MACHINE =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx368m",
          "-XX:+UseSerialGC",
          // It lives for some minutes: what the second compiler gains it never earns back.
          "-XX:TieredStopAtLevel=1");

  private PackagedServer() {}

  /** A process of it, not yet started, in which nothing of the environment is a setting. */
  static ProcessBuilder process(List<String> machineOptions, List<String> settings) {
    unpack();
    List<String> command = new ArrayList<>(MACHINE);
    // An archive that does not fit is not used, without a word.
    command.addAll(
        List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:disable", "-Xlog:all=error:stderr"));
    command.addAll(machineOptions);
    return process(command, UNPACKED, settings);
  }

  private static ProcessBuilder process(List<String> machine, Path jar, List<String> settings) {
    List<String> command = new ArrayList<>(machine);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(settings);
    ProcessBuilder builder = new ProcessBuilder(command);
    // What the environment names is for whoever runs the tests, not for their servers.
    builder.environment().keySet().removeIf(name -> name.startsWith("ITR_"));
    builder.environment().put("ITR_ADMIN_PASSWORD", ServerProcess.ADMIN_PASSWORD);
    return builder.redirectErrorStream(true);
  }

  private static synchronized void unpack() {
    if (Files.notExists(JAR)) {
      throw new IllegalStateException(
          JAR.toAbsolutePath() + " is missing: package the server first");
    }
    try {
      // By its bytes: the build gives each jar the same date.
      String made = digest(JAR);
      if (Files.notExists(MADE_OF) || !Files.readString(MADE_OF).equals(made)) {
        FileSystemUtils.deleteRecursively(FOLDER);
        List<String> unpacking = new ArrayList<>(MACHINE);
        unpacking.add("-Djarmode=tools");
        run(process(unpacking, JAR, List.of("extract", "--destination", FOLDER.toString())));
        archive();
        Files.writeString(MADE_OF, made);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return DigestUtils.md5DigestAsHex(in);
    }
  }

  /** Starts it once on a database that does not end with it: writing the archive ends it hard. */
  private static void archive() throws IOException {
    Path data = FOLDER.resolve("first-start");
    List<String> archiving = new ArrayList<>(MACHINE);
    archiving.addAll(
        List.of(
            "-XX:ArchiveClassesAtExit=" + ARCHIVE,
            "-Xlog:disable",
            "-Dspring.context.exit=onRefresh"));
    try (TestDatabase database = TestDatabase.create()) {
      List<String> settings = new ArrayList<>(database.settings());
      settings.addAll(List.of("--ITR_PORT=0", "--ITR_MANAGEMENT_PORT=0", "--ITR_DATA_DIR=" + data));
      run(process(archiving, UNPACKED, settings));
    }
    FileSystemUtils.deleteRecursively(data);
  }

  private static void run(ProcessBuilder builder) throws IOException {
    Path output = Files.createTempFile("itr-packaged-server", ".log");
    try {
      int status = builder.redirectOutput(output.toFile()).start().waitFor();
      if (status != 0) {
        throw new IllegalStateException(builder.command() + ": " + Files.readString(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      Files.delete(output);
    }
  }
}
