package org.itr.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.itr.application.CommandLine;

/**
 * Backs up the embedded database, and separately the keys, even while the server is running: {@code
 * ./itr backup <folder>}. It makes a physical copy between {@code pg_backup_start} and {@code
 * pg_backup_stop}, including the write-ahead log of that time; a logical copy would lose the
 * transaction ids by which events are ordered.
 */
public final class BackupCommand {

  /** Where in a backup the database is. */
  static final String DATABASE = "database";

  static final String KEYS_OPTION = "--keys=";
  static final String PASSWORD = "owner.password";
  static final String MASTER_KEY = "master.key";
  static final String SEAL_KEY = "seal.key";
  static final String PUBLIC_SEAL_KEY = "seal.key.pub";
  static final String SEAL_HEADS = "heads.jsonl";

  private static final String SLOT = "itr_backup";
  private static final String CONTROL = "global/pg_control";
  private static final String WAL = "pg_wal";
  private static final Pattern WAL_SEGMENT = Pattern.compile("[0-9A-F]{24}");
  private static final Pattern START =
      Pattern.compile("START WAL LOCATION: .* \\(file ([0-9A-F]{24})\\)");

  /** What belongs to the running process, or is made again at every start. */
  private static final Set<String> NOT_COPIED =
      Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init", "backup_label");

  private static final Set<String> COPIED_EMPTY =
      Set.of(
          WAL,
          "pg_dynshmem",
          "pg_notify",
          "pg_replslot",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  static final List<String> COUNTED =
      List.of("events.event", "events.seal", "files.content", "secrets.subject_key");

  private BackupCommand() {}

  /** Ends with 0 when the backup is whole. */
  public static void main(String[] args) throws Exception {
    CommandLine.end(() -> run(System.out, args));
  }

  static int run(PrintStream out, String... args) throws IOException, SQLException {
    Path folder = Folders.named(args);
    Path keys = Folders.keys(folder, args);
    String[] settings = Folders.settings(args);
    try (CommandLine command = CommandLine.start(settings)) {
      if (!command.isEmbedded()) {
        throw new IllegalArgumentException(
            "Back up your own PostgreSQL server with its own tools, pg_basebackup for"
                + " example; see docs/operations.md");
      }
      Folders.requireApart(folder, keys);
      Folders.requireEmpty(folder);
      Folders.requireEmpty(keys);
      Map<String, Path> keyFiles = Folders.keyFiles(command);
      requireKeys(keyFiles);
      // The heads first: a head without its seal would look as if history had been cut off.
      backUpKeys(keyFiles, keys);
      Manifest manifest = backUpDatabase(command, Folders.create(folder.resolve(DATABASE)));
      out.printf(
          Locale.ROOT,
          "%,d files of the database, %,d events or more, are in %s. The keys are in %s; keep them in"
              + " another place.%n",
          manifest.files().size(),
          manifest.rows().get("events.event"),
          folder,
          keys);
      return 0;
    }
  }

  /** Without its keys a backup is of no use; of the heads there are none before the first seal. */
  private static void requireKeys(Map<String, Path> keyFiles) {
    keyFiles.forEach(
        (name, file) -> {
          if (!name.equals(SEAL_HEADS) && Files.notExists(file)) {
            throw new IllegalStateException(
                "A backup needs " + name + ", but " + file + " does not exist");
          }
        });
  }

  private static void backUpKeys(Map<String, Path> keyFiles, Path keys) throws IOException {
    Folders.create(keys);
    Map<String, String> files = Manifest.noFiles();
    for (Map.Entry<String, Path> file : keyFiles.entrySet()) {
      if (Files.exists(file.getValue())) {
        Manifest.copy(file.getValue(), keys, file.getKey(), files);
        Folders.forOwnerAlone(keys.resolve(file.getKey()), "rw-------");
      }
    }
    new Manifest(now(), "", "", Map.of(), files).write(keys);
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static Manifest backUpDatabase(CommandLine command, Path target)
      throws IOException, SQLException {
    Path source = Folders.databaseOf(command.dataDir());
    Map<String, String> files = Manifest.noFiles();
    try (Connection connection = command.database().getConnection();
        Statement statement = connection.createStatement()) {
      String postgres = text(statement, "show server_version");
      String migration =
          text(
              statement,
              "select version from public.flyway_schema_history where version is not null and success"
                  + " order by installed_rank desc limit 1");
      Map<String, Long> rows = new TreeMap<>();
      for (String table : COUNTED) {
        rows.put(table, Long.valueOf(text(statement, "select count(*) from " + table)));
      }
      // The slot keeps the log that the copy will need, and goes with the connection.
      text(
          statement,
          "select slot_name from pg_create_physical_replication_slot('" + SLOT + "', true, true)");
      text(statement, "select pg_backup_start('ITR', true)::text");
      copyFiles(source, target, files);
      String label;
      String last;
      try (ResultSet end =
          statement.executeQuery(
              "select labelfile, pg_walfile_name(lsn) from pg_backup_stop(false)")) {
        end.next();
        label = end.getString(1);
        last = end.getString(2);
      }
      Path labelFile = Files.createTempFile("itr", "backup_label");
      Files.writeString(labelFile, label, StandardCharsets.UTF_8);
      Manifest.copy(labelFile, target, "backup_label", files);
      Files.delete(labelFile);
      copyLog(source, target, label, last, files);
      Manifest manifest = new Manifest(now(), postgres, migration, rows, files);
      manifest.write(target);
      return manifest;
    }
  }

  private static String text(Statement statement, String sql) throws SQLException {
    try (ResultSet answer = statement.executeQuery(sql)) {
      answer.next();
      return answer.getString(1);
    }
  }

  private static void copyFiles(Path source, Path target, Map<String, String> files)
      throws IOException {
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            String name = Manifest.name(source, folder);
            Files.createDirectories(target.resolve(name));
            return COPIED_EMPTY.contains(name)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = Manifest.name(source, file);
            String last = file.getFileName().toString();
            if (!NOT_COPIED.contains(last)
                && !last.startsWith("pgsql_tmp")
                && !name.equals(CONTROL)) {
              copyUnlessGone(file, target, name, files);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
    Manifest.copy(source.resolve(CONTROL), target, CONTROL, files);
  }

  /** A file that goes while others are copied was dropped; the log says so too. */
  private static void copyUnlessGone(Path file, Path target, String name, Map<String, String> files)
      throws IOException {
    try {
      Manifest.copy(file, target, name, files);
    } catch (NoSuchFileException e) {
      Files.deleteIfExists(target.resolve(name));
    }
  }

  private static void copyLog(
      Path source, Path target, String label, String last, Map<String, String> files)
      throws IOException {
    var start = START.matcher(label);
    if (!start.find()) {
      throw new IOException("PostgreSQL's backup label does not contain the start position");
    }
    String first = start.group(1);
    try (Stream<Path> log = Files.list(source.resolve(WAL))) {
      for (Path segment : log.sorted().toList()) {
        String name = segment.getFileName().toString();
        if (WAL_SEGMENT.matcher(name).matches()
            && name.compareTo(first) >= 0
            && name.compareTo(last) <= 0) {
          Manifest.copy(segment, target, WAL + "/" + name, files);
        }
      }
    }
    for (String needed : Arrays.asList(first, last)) {
      if (!files.containsKey(WAL + "/" + needed)) {
        throw new IOException("The part " + needed + " of the write-ahead log no longer exists");
      }
    }
  }
}
