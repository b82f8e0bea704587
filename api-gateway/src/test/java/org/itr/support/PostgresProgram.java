package org.itr.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * PostgreSQL's program, which a server unpacks into its data folder, and which takes seconds: the
 * servers of all tests share one.
 */
public final class PostgresProgram {

  private PostgresProgram() {}

  /** Lets a server that will keep its data in the folder use the program that is there already. */
  public static void shareWith(Path folder) throws IOException {
    Path program = folder.resolve("postgres").resolve("program");
    if (Files.notExists(program)) {
      Path shared = Files.createDirectories(Path.of("target", "postgres-program").toAbsolutePath());
      Files.createDirectories(program.getParent());
      Files.createSymbolicLink(program, shared);
    }
  }
}
