package org.itr.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;

/** Measures what the server is promised to do, and prints it as a table; {@code --quick} takes a tenth of the data. */
public final class Bench {

  private Bench() {}

  /** Runs all benchmarks. */
  public static void main(String[] args) throws Exception {
    boolean quick = Arrays.asList(args).contains("--quick");
    Path folder = Files.createTempDirectory("itr-bench");
    Table table = new Table();
    try {
      double ceiling =
          new StoreBench(folder.resolve("store"), table, quick ? 2 : 5, quick ? 100_000 : 1_000_000)
              .run();
      new ServerBench(folder.resolve("server"), table, quick ? 4 : 10, quick ? 10 : 1, ceiling).run();
      table.print();
    } finally {
      delete(folder);
    }
    System.exit(0);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
