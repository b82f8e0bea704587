package org.itr.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.itr.application.CommandLine;
import org.itr.application.Settings;
import org.itr.proof.SealKey;
import org.itr.proof.SealSettings;

/** Which folders and files a backup is about, as the arguments and settings say. */
final class Folders {

  private Folders() {}

  /** The folder of the backup: the argument that is no setting. */
  static Path named(String... args) {
    return Arrays.stream(args)
        .filter(arg -> !arg.startsWith("--"))
        .findFirst()
        .map(Path::of)
        .map(path -> path.toAbsolutePath().normalize())
        .orElseThrow(() -> new IllegalArgumentException("Specify the backup folder"));
  }

  /** The folder of the keys: the one that is named, or one beside the backup. */
  static Path keys(Path folder, String... args) {
    return Arrays.stream(args)
        .filter(arg -> arg.startsWith(BackupCommand.KEYS_OPTION))
        .findFirst()
        .map(arg -> Path.of(arg.substring(BackupCommand.KEYS_OPTION.length())))
        .map(path -> path.toAbsolutePath().normalize())
        .orElseGet(() -> folder.resolveSibling(folder.getFileName() + "-keys"));
  }

  /** Refuses a folder within the other: whoever finds the one must not find the other. */
  static void requireApart(Path folder, Path keys) {
    if (keys.startsWith(folder) || folder.startsWith(keys)) {
      throw new IllegalArgumentException(
          "The keys are stored separately: "
              + keys
              + " must not be inside the backup folder, nor contain it");
    }
  }

  /** The arguments that are settings of the server. */
  static String[] settings(String... args) {
    return Arrays.stream(args)
        .filter(arg -> arg.startsWith("--") && !arg.startsWith(BackupCommand.KEYS_OPTION))
        .toArray(String[]::new);
  }

  /** Where the files of the embedded database are. */
  static Path databaseOf(Path dataDir) {
    return dataDir.toAbsolutePath().normalize().resolve("postgres").resolve("data");
  }

  /** What is backed up apart from the database, by its name in the backup. */
  static Map<String, Path> keyFiles(CommandLine command) {
    return keyFiles(command.settings(Settings.class), command.settings(SealSettings.class));
  }

  static Map<String, Path> keyFiles(Settings settings, SealSettings seals) {
    Path sealKey = seals.keyIn(settings.dataDir());
    Map<String, Path> files = new LinkedHashMap<>();
    files.put(BackupCommand.MASTER_KEY, settings.keyFile());
    files.put(BackupCommand.SEAL_KEY, sealKey);
    files.put(BackupCommand.PUBLIC_SEAL_KEY, SealKey.publicFile(sealKey));
    files.put(BackupCommand.SEAL_HEADS, seals.headsIn(settings.dataDir()));
    files.put(
        BackupCommand.PASSWORD,
        databaseOf(settings.dataDir()).resolveSibling(BackupCommand.PASSWORD));
    return files;
  }

  /** Refuses a folder that has something in it. */
  static void requireEmpty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw new IllegalArgumentException(folder + " is not empty");
        }
      }
    }
  }

  /** Makes a folder that its owner alone can look into. */
  static Path create(Path folder) throws IOException {
    Files.createDirectories(folder);
    forOwnerAlone(folder, "rwx------");
    return folder;
  }

  /** Takes everybody else's rights away, where the file system knows such rights. */
  static void forOwnerAlone(Path file, String rights) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }
  }
}
