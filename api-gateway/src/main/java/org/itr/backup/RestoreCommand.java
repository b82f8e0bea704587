package org.itr.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import org.itr.application.CommandLine;
import org.itr.proof.SealHeads;

/**
 * Restores a backup to a new data folder: {@code ./itr restore <folder>}. Nothing is written before
 * the whole backup has been checked against its manifests; then the database is started once, to
 * replay the write-ahead log.
 */
public final class RestoreCommand {

  private RestoreCommand() {}

  /** Ends with 0 when the data folder is ready for a server. */
  public static void main(String[] args) throws Exception {
    CommandLine.end(() -> run(System.out, args));
  }

  static int run(PrintStream out, String... args) throws IOException, SQLException {
    Path folder = Folders.named(args);
    Path keys = Folders.keys(folder, args);
    try (CommandLine command = CommandLine.start(Folders.settings(args))) {
      if (!command.isEmbedded()) {
        throw new IllegalArgumentException(
            "Restore your own PostgreSQL server with its own tools; see docs/operations.md");
      }
      Folders.requireEmpty(command.dataDir());
      Map<String, Path> keyFiles = Folders.keyFiles(command);
      for (Path file : keyFiles.values()) {
        if (Files.exists(file)) {
          throw new IllegalArgumentException(file + " already exists");
        }
      }
      Manifest database = Manifest.checked(folder.resolve(BackupCommand.DATABASE));
      Manifest ofKeys = Manifest.checked(keys);
      if (!ofKeys.files().containsKey(BackupCommand.MASTER_KEY)) {
        throw new IOException(keys + " has no master key; without it the backup cannot be read");
      }
      Folders.create(command.dataDir());
      restoreKeys(keys, ofKeys, keyFiles);
      restoreDatabase(folder.resolve(BackupCommand.DATABASE), command.dataDir());
      long events = check(command, database);
      new SealHeads(keyFiles.get(BackupCommand.SEAL_HEADS)).complete(command.database());
      out.printf(
          Locale.ROOT,
          "The backup of %s was restored to %s, with %,d events.%n",
          database.madeAt(),
          command.dataDir(),
          events);
      return 0;
    }
  }

  private static void restoreKeys(Path keys, Manifest manifest, Map<String, Path> targets)
      throws IOException {
    for (String name : manifest.files().keySet()) {
      Path target = targets.get(name);
      if (target == null) {
        throw new IOException("The backup contains an unknown key: " + name);
      }
      Folders.create(target.toAbsolutePath().getParent());
      Files.copy(keys.resolve(name), target);
      Folders.forOwnerAlone(target, "rw-------");
    }
  }

  private static void restoreDatabase(Path backup, Path dataDir) throws IOException {
    Path target = Folders.databaseOf(dataDir);
    try (var all = Files.walk(backup)) {
      for (Path from : all.sorted().toList()) {
        Path to = target.resolve(backup.relativize(from).toString());
        if (Files.isDirectory(from)) {
          Folders.create(to);
        } else if (!from.equals(backup.resolve(Manifest.NAME))) {
          Files.copy(from, to);
          Folders.forOwnerAlone(to, "rw-------");
        }
      }
    }
  }

  private static long check(CommandLine command, Manifest manifest)
      throws IOException, SQLException {
    try (Connection connection = command.database().getConnection();
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, Long> table : manifest.rows().entrySet()) {
        if (count(statement, table.getKey()) < table.getValue()) {
          throw new IOException("The restored table " + table.getKey() + " lacks rows");
        }
      }
      return count(statement, "events.event");
    }
  }

  private static long count(Statement statement, String table) throws SQLException {
    if (!BackupCommand.COUNTED.contains(table)) {
      throw new IllegalArgumentException("The manifest counts rows of " + table);
    }
    try (ResultSet answer = statement.executeQuery("select count(*) from " + table)) {
      answer.next();
      return answer.getLong(1);
    }
  }
}
