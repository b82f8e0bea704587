package org.itr.publics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.itr.objecttype.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The folders with public translations and templates, one per repository, which an administrator
 * fills. They are read on demand. A name from a caller is looked up among the existing files, so it
 * cannot lead anywhere else.
 */
@Component
class PublicFolders {

  private static final Logger LOG = LoggerFactory.getLogger(PublicFolders.class);

  /** The repository whose files the server installs itself. */
  static final String TRANSLATIONS = "itr-translations";

  private static final List<String> REPOSITORIES =
      List.of(
          TRANSLATIONS,
          "itr-testtemplates",
          "itr-testscreentemplates",
          "itr-reporttemplates",
          "itr-plugins");

  private static final String EXPLANATION = ".itrinfo";
  private static final int LONGEST_EXPLANATION = 10_000;

  private final Path folder;

  PublicFolders(@Value("${settings.publics-dir}") String folder) {
    this.folder = Path.of(folder);
  }

  /**
   * A file of a repository.
   *
   * @param name the file's name
   * @param changedAt when it was put there
   * @param explanation what it is, empty where nobody wrote it down
   */
  record PublicFile(String name, Instant changedAt, String explanation) {}

  /**
   * Makes the folders that are not there yet, so that an administrator finds where things go. Where
   * they cannot be made there is nothing to install.
   */
  void prepare() {
    for (String repository : REPOSITORIES) {
      Path directory = folder.resolve(repository);
      if (Files.notExists(directory)) {
        try {
          Files.createDirectories(directory);
        } catch (IOException e) {
          LOG.warn("The folder {} cannot be created", directory);
        }
      }
    }
  }

  /**
   * The files of a repository by name; none where its folder is missing.
   *
   * @throws Refusal when there is no such repository
   */
  List<PublicFile> list(String repository) {
    return files(repository).stream().map(PublicFolders::describe).toList();
  }

  /**
   * A file of a repository.
   *
   * @throws Refusal when it is not there
   */
  Path file(String repository, String name) {
    return files(repository).stream()
        .filter(file -> nameOf(file).equals(name))
        .findFirst()
        .orElseThrow(
            () -> new Refusal(Refusal.Reason.NOT_FOUND, "There is no such file in " + repository));
  }

  private List<Path> files(String repository) {
    if (!REPOSITORIES.contains(repository)) {
      throw new Refusal(
          Refusal.Reason.NOT_FOUND, "The repositories are " + String.join(", ", REPOSITORIES));
    }
    Path directory = folder.resolve(repository);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(PublicFolders::isOffered)
          .sorted(Comparator.comparing(PublicFolders::nameOf))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A link could lead out of the folder. */
  private static boolean isOffered(Path file) {
    String name = nameOf(file);
    return !name.startsWith(".")
        && !name.endsWith(EXPLANATION)
        && !isAboutTheRepository(name)
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** A checkout has texts of its own, and the website would install them as empty templates. */
  private static boolean isAboutTheRepository(String name) {
    return !name.contains(".") || name.endsWith(".md");
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString();
  }

  private static PublicFile describe(Path file) {
    try {
      Instant changedAt = Files.getLastModifiedTime(file).toInstant();
      return new PublicFile(
          nameOf(file), changedAt.truncatedTo(ChronoUnit.SECONDS), explanation(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String explanation(Path file) throws IOException {
    Path text = file.resolveSibling(nameOf(file) + EXPLANATION);
    if (!Files.isRegularFile(text, LinkOption.NOFOLLOW_LINKS)) {
      return "";
    }
    try (InputStream in = Files.newInputStream(text)) {
      return new String(in.readNBytes(LONGEST_EXPLANATION), StandardCharsets.UTF_8).strip();
    }
  }
}
