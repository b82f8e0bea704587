package org.itr.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * The packaged server in a process of its own, which can be killed like a server whose power went.
 */
public final class ServerProcess implements AutoCloseable {

  /** The first password of the user Admin. */
  public static final String ADMIN_PASSWORD = "an Admin's p4ssword";

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration END = Duration.ofMinutes(1);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static @Nullable ServerProcess shared;

  private final Path folder;
  private final Path website;
  private final List<String> options;
  private final int port = Ports.free();
  private final int managementPort = Ports.free();
  private Process process;
  private String firstCompany = "";
  private @Nullable Website founder;

  private ServerProcess(Path folder, Path website, List<String> options) throws IOException {
    this.folder = folder;
    this.website = website;
    this.options = options;
    PostgresProgram.shareWith(folder);
    this.process = launch();
    // A build that is broken off leaves no server behind.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroy()));
    try {
      awaitHealth();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts a server that keeps its data in the folder and serves a website of one page, and waits
   * until it is well.
   *
   * @param options settings as {@code --NAME=value}, and options of the Java machine
   */
  public static ServerProcess start(Path folder, String... options) throws IOException {
    Path website = Files.createDirectories(folder.resolve("website"));
    Files.writeString(website.resolve("default.htm"), "<!doctype html><title>Website</title>");
    return new ServerProcess(folder, website, List.of(options));
  }

  /** The same with the website of a folder. */
  public static ServerProcess start(Path folder, Path website, String... options)
      throws IOException {
    return new ServerProcess(folder, website, List.of(options));
  }

  /**
   * The server that all tests share which neither kill it nor depend on its limit of calls a
   * second, which is lifted. What a test finds there is not only its own: it works in a {@link
   * TestCompany}, or with ids that it made up. It runs until the tests end.
   */
  public static synchronized ServerProcess shared() {
    if (shared == null) {
      try {
        ServerProcess server = start(Files.createTempDirectory("itr-shared-server"));
        Runtime.getRuntime().addShutdownHook(new Thread(server::closeAndCleanUp));
        server.master().liftCallLimit();
        shared = server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return shared;
  }

  private void closeAndCleanUp() {
    close();
    try {
      // Whoever looks into a failed test wants to see what the server said.
      Files.copy(
          log(), Path.of("target", "shared-server.log"), StandardCopyOption.REPLACE_EXISTING);
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--ITR_PORT=" + port,
                "--ITR_MANAGEMENT_PORT=" + managementPort,
                "--ITR_DATA_DIR=" + folder,
                "--ITR_WEBSITE=" + website));
    all.addAll(options);
    return builder(all).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile())).start();
  }

  private static ProcessBuilder builder(List<String> options) {
    return PackagedServer.process(
        options.stream().filter(option -> !option.startsWith("--")).toList(),
        options.stream().filter(option -> option.startsWith("--")).toList());
  }

  /**
   * What a server leaves that could not start.
   *
   * @param status of the process
   * @param printed all that it printed
   */
  public record Ended(int status, String printed) {}

  /** Starts a server that ends by itself, and waits until it has. */
  public static Ended startInVain(String... options) throws IOException, InterruptedException {
    Process process = builder(List.of(options)).start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Ended(process.waitFor(), printed);
  }

  private void awaitHealth() {
    Awaitility.await("a healthy server")
        .atMost(START)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException("The server ended: " + tail());
              }
              return isHealthy();
            });
  }

  private boolean isHealthy() {
    try {
      return HTTP.send(
                  HttpRequest.newBuilder(URI.create(url() + "/actuator/health")).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Where the server answers. */
  public String url() {
    return "http://localhost:" + port;
  }

  /** Where it answers administrators. */
  public String managementUrl() {
    return "http://localhost:" + managementPort;
  }

  /** Its embedded database, with the rights of the owner. */
  public PGSimpleDataSource database() throws IOException {
    Path postgres = folder.resolve("postgres");
    List<String> pidFile = Files.readAllLines(postgres.resolve("data/postmaster.pid"));
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:postgresql://127.0.0.1:" + pidFile.get(3).strip() + "/postgres");
    source.setUser("postgres");
    source.setPassword(Files.readString(postgres.resolve("owner.password")).strip());
    return source;
  }

  /** A browser in which the user Admin is logged in to the company of the first start. */
  public synchronized Website master() {
    Website master = new Website(url());
    // Once the user has accounts in more companies, one must be named.
    master.login("Admin", ADMIN_PASSWORD, firstCompany);
    firstCompany = master.company();
    return master;
  }

  /** The same, but one browser for all who found companies: a login takes its time. */
  synchronized Website founder() {
    if (founder == null || founder.post("checktoken", "").status() != 200) {
      founder = master();
    }
    return founder;
  }

  /** The folder of the website that the server serves. */
  public Path website() {
    return website;
  }

  /** Reads the event store of its database. */
  public StoredEvents events() {
    try {
      return new StoredEvents(database());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the server printed. */
  public Path log() {
    return folder.resolve("server.log");
  }

  /** How much the server has printed so far. */
  public long logSize() throws IOException {
    return Files.size(log());
  }

  /** What the server printed after it had printed so much. */
  public String logAfter(long size) throws IOException {
    byte[] all = Files.readAllBytes(log());
    return new String(all, (int) size, all.length - (int) size, StandardCharsets.UTF_8);
  }

  private String tail() throws IOException {
    List<String> lines = Files.readAllLines(log());
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
  }

  /** Kills the server without a chance to say good-bye, and starts it again on the same data. */
  public void killAndRestart() throws IOException {
    process.destroyForcibly();
    awaitEnd();
    process = launch();
    awaitHealth();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("The server does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }
}
