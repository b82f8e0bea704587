package org.itr.application;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own in the data folder. It listens on loopback alone, wants a
 * password, and writes to disk what it answers for; a process left over from a server that was
 * killed is stopped first, and one that dies is started again.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String OWNER = "postgres";
  private static final String PASSWORD_FILE = "owner.password";
  private static final String LOCK_FILE = "server.lock";

  /** The lines of PostgreSQL's pid file that say when it began and where it listens, from 0. */
  private static final int START_LINE = 2;

  private static final int PORT_LINE = 3;

  /** Between the moment that a process began and the one that it wrote down. */
  private static final Duration BEGINNING = Duration.ofSeconds(10);

  private static final Duration STARTUP = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Path folder;
  private final String password;
  private final int port;
  private final FileChannel lock;
  private volatile boolean closed;
  private EmbeddedPostgres server;

  private EmbeddedDatabase(Path dataFolder, int wantedPort) throws IOException {
    this.folder =
        Files.createDirectories(dataFolder.toAbsolutePath().normalize()).resolve("postgres");
    Files.createDirectories(folder);
    this.lock = lock();
    this.password = readOrCreatePassword();
    stopLeftOver();
    this.port = free(wantedPort);
    this.server = launch();
    Thread guard = new Thread(this::restartWhenItDies, "embedded-database-guard");
    guard.setDaemon(true);
    guard.start();
  }

  private static int free(int wantedPort) throws IOException {
    try (ServerSocket socket = new ServerSocket(wantedPort, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (BindException e) {
      throw new IllegalStateException(
          "The port "
              + wantedPort
              + " is in use; choose another one for the embedded database (ITR_EMBEDDED_PORT)",
          e);
    }
  }

  /** Keeps others out of the folder as long as this process lives: they would stop its database. */
  private FileChannel lock() throws IOException {
    FileChannel file =
        FileChannel.open(
            folder.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (file.tryLock() != null) {
        return file;
      }
    } catch (OverlappingFileLockException e) {
      // Held by this process itself, which is told below.
    }
    file.close();
    throw new IllegalStateException(
        "Another ITR server is using the data folder "
            + folder.getParent()
            + "; stop it first, or use another folder (ITR_DATA_DIR)");
  }

  /**
   * Starts the database, making it when the folder has none.
   *
   * @throws IllegalStateException when another process has it up
   * @throws UncheckedIOException when the folder cannot be used
   */
  public static EmbeddedDatabase start(Path dataFolder) {
    return start(dataFolder, 0);
  }

  /**
   * The same on a port of its own.
   *
   * @param port where it listens on loopback; 0 for any that is free
   */
  static EmbeddedDatabase start(Path dataFolder, int port) {
    try {
      return new EmbeddedDatabase(dataFolder, port);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The embedded database in " + dataFolder + " could not be started", e);
    }
  }

  /** The database of the folder, when a server has it up. */
  static Optional<Settings.Database> running(Path dataFolder) {
    Path folder = dataFolder.toAbsolutePath().normalize().resolve("postgres");
    Path data = folder.resolve("data");
    try {
      if (process(data).isEmpty()) {
        return Optional.empty();
      }
      int port = Integer.parseInt(Files.readAllLines(pidFile(data)).get(PORT_LINE).strip());
      return Optional.of(
          new Settings.Database(url(port), OWNER, readPassword(folder.resolve(PASSWORD_FILE))));
    } catch (IOException e) {
      throw new UncheckedIOException("The embedded database in " + dataFolder + " is no such", e);
    }
  }

  private static Path pidFile(Path data) {
    return data.resolve("postmaster.pid");
  }

  /**
   * The process that serves the files in a folder. The pid file can be left over, and the system
   * may have given the id to anybody since, even to another PostgreSQL.
   */
  static Optional<ProcessHandle> process(Path data) throws IOException {
    if (Files.notExists(pidFile(data))) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile(data));
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
        .filter(found -> serves(found.info(), data, lines));
  }

  /** Its arguments tell; where the system does not show them, when it began. */
  private static boolean serves(ProcessHandle.Info process, Path data, List<String> pidFile) {
    if (process.command().filter(EmbeddedDatabase::isPostgres).isEmpty()) {
      return false;
    }
    if (process.arguments().isPresent()) {
      return Arrays.stream(process.arguments().get()).anyMatch(folder -> isSame(folder, data));
    }
    Instant written = Instant.ofEpochSecond(Long.parseLong(pidFile.get(START_LINE).strip()));
    return process
        .startInstant()
        .filter(began -> Duration.between(began, written).abs().compareTo(BEGINNING) < 0)
        .isPresent();
  }

  private static boolean isPostgres(String program) {
    return Path.of(program).getFileName().toString().startsWith("postgres");
  }

  private static boolean isSame(String folder, Path data) {
    try {
      return Files.isSameFile(Path.of(folder), data);
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }

  private EmbeddedPostgres launch() throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("data"))
        .setOverrideWorkingDirectory(folder.resolve("program").toFile())
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPort(port)
        .setPGStartupWait(STARTUP)
        .setLocaleConfig("auth", "scram-sha-256")
        .setLocaleConfig("pwfile", passwordFile().toString())
        .setLocaleConfig("locale-provider", "builtin")
        .setLocaleConfig("builtin-locale", "C.UTF-8")
        .setConnectConfig("password", password)
        // The library is made for tests and would not wait for the disk.
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("max_connections", "100")
        .setServerConfig("shared_buffers", "256MB")
        .setServerConfig("max_wal_size", "2GB")
        // What a row or a statement holds is nobody's to read in a log.
        .setServerConfig("log_error_verbosity", "terse")
        .setServerConfig("log_min_error_statement", "panic")
        .setErrorRedirector(
            ProcessBuilder.Redirect.appendTo(folder.resolve("postgres.log").toFile()))
        .setOutputRedirector(
            ProcessBuilder.Redirect.appendTo(folder.resolve("postgres.log").toFile()))
        .start();
  }

  private Path passwordFile() {
    return folder.resolve(PASSWORD_FILE);
  }

  private String readOrCreatePassword() throws IOException {
    Path file = passwordFile();
    if (Files.notExists(file)) {
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }
    return readPassword(file);
  }

  private static String readPassword(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.US_ASCII).strip();
  }

  /**
   * Stops the PostgreSQL of a server that was killed: its process outlives it and holds the folder.
   */
  private void stopLeftOver() throws IOException {
    Optional<ProcessHandle> process = process(folder.resolve("data"));
    if (process.isPresent()) {
      LOG.info(
          "Stopping the database process {}, left behind by an earlier server",
          process.get().pid());
      // Its children hold its memory as well; none is added once it is gone.
      List<ProcessHandle> all =
          Stream.concat(process.stream(), process.get().descendants()).toList();
      askToStop(process.get());
      if (!awaitEnd(all)) {
        LOG.warn("The database process {} does not stop; killing it", process.get().pid());
        all.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(all);
      }
    }
  }

  /**
   * Asks for a fast shutdown, which breaks off what runs: Java's own signal would have PostgreSQL
   * wait for the statements of those whom nobody can answer any more.
   */
  private static void askToStop(ProcessHandle postgres) throws IOException {
    new ProcessBuilder("sh", "-c", "kill -INT \"$1\"", "sh", Long.toString(postgres.pid()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Waits until all have ended; false when that takes too long. */
  private static boolean awaitEnd(List<ProcessHandle> processes) throws IOException {
    try {
      CompletableFuture.allOf(
              processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
          .get(STOP.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while a database process was to end");
    }
  }

  private void restartWhenItDies() {
    while (!closed) {
      try {
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      } catch (InterruptedException e) {
        return;
      }
      try {
        synchronized (this) {
          if (!closed && process(folder.resolve("data")).isEmpty()) {
            LOG.error("The embedded database has stopped; restarting it");
            server.close();
            server = launch();
          }
        }
      } catch (IOException | RuntimeException e) {
        LOG.error("The embedded database could not be restarted; trying again", e);
      }
    }
  }

  /** The JDBC URL. */
  public String url() {
    return url(port);
  }

  private static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** The owner's name. */
  public String user() {
    return OWNER;
  }

  /** The owner's password. */
  public String password() {
    return password;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    server.close();
    lock.close();
  }
}
