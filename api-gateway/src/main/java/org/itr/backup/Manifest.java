package org.itr.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.itr.event.Sha256;

/**
 * The contents of a backup folder, with what is needed to verify them.
 *
 * @param madeAt when it was made
 * @param postgres the version of PostgreSQL
 * @param migration the newest migration of the database
 * @param rows the row counts when the backup began; a restored database has at least these
 * @param files the SHA-256 of each file, by its path in the folder
 */
record Manifest(
    String madeAt,
    String postgres,
    String migration,
    Map<String, Long> rows,
    Map<String, String> files) {

  static final String NAME = "manifest.json";

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Writes it into its folder. */
  void write(Path folder) throws IOException {
    MAPPER.writeValue(folder.resolve(NAME).toFile(), this);
  }

  /**
   * Reads the manifest of a folder and checks all files of the folder against it.
   *
   * @throws IOException when the folder has none, or is not what the manifest says
   */
  static Manifest checked(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (Files.notExists(file)) {
      throw new IOException(folder + " is not a backup: it has no " + NAME);
    }
    Manifest manifest = MAPPER.readValue(file.toFile(), Manifest.class);
    Set<String> there;
    try (Stream<Path> all = Files.walk(folder)) {
      there =
          all.filter(Files::isRegularFile)
              .map(path -> name(folder, path))
              .filter(name -> !name.equals(NAME))
              .collect(Collectors.toCollection(TreeSet::new));
    }
    for (Map.Entry<String, String> entry : manifest.files.entrySet()) {
      if (!there.remove(entry.getKey())) {
        throw new IOException("The backup does not contain the file " + entry.getKey());
      }
      if (!sha256(folder.resolve(entry.getKey())).equals(entry.getValue())) {
        throw new IOException("The file " + entry.getKey() + " of the backup was changed");
      }
    }
    if (!there.isEmpty()) {
      throw new IOException("The backup contains an unexpected file: " + there.iterator().next());
    }
    return manifest;
  }

  /** A file's path in a folder, the same on every system. */
  static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private static String sha256(Path file) throws IOException {
    return copy(file, OutputStream.nullOutputStream());
  }

  /** Copies a file and answers its SHA-256. */
  static String copy(Path from, OutputStream to) throws IOException {
    DigestOutputStream digest = new DigestOutputStream(to, Sha256.digest());
    try (InputStream in = Files.newInputStream(from)) {
      in.transferTo(digest);
    }
    return HexFormat.of().formatHex(digest.getMessageDigest().digest());
  }

  /** Copies a file and notes its SHA-256. */
  static void copy(Path from, Path folder, String name, Map<String, String> files)
      throws IOException {
    Path target = folder.resolve(name);
    Files.createDirectories(target.getParent());
    try (OutputStream out = Files.newOutputStream(target)) {
      files.put(name, copy(from, out));
    }
  }

  /** An empty map of files. */
  static Map<String, String> noFiles() {
    return new TreeMap<>();
  }
}
