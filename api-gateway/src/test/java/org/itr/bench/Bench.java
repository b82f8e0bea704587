package org.itr.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Measures what the server is promised to do, and prints it as a table; {@code --quick} takes a
 * tenth of the data, {@code --only=append,pages} measures those parts alone. Wrong results end it
 * with status 1; a target of speed that was missed does not.
 */
public final class Bench {

  private static final String ONLY = "--only=";

  private Bench() {}

  /** Runs all benchmarks. */
  public static void main(String[] args) throws Exception {
    boolean quick = Arrays.asList(args).contains("--quick");
    Set<String> parts = parts(args);
    Path folder = Files.createTempDirectory("itr-bench");
    Table table = new Table();
    try {
      double ceiling =
          new StoreBench(
                  folder.resolve("store"), table, parts, quick ? 2 : 5, quick ? 100_000 : 1_000_000)
              .run();
      if (parts.stream().anyMatch(ServerBench.PARTS::contains)
          || parts.stream().anyMatch(ListBench.PARTS::contains)) {
        new ServerBench(
                folder.resolve("server"), table, parts, quick ? 4 : 10, quick ? 10 : 1, ceiling)
            .run();
      }
      table.print();
    } finally {
      delete(folder);
    }
    System.exit(status(table));
  }

  /** The status to end with; what was wrong is said. */
  static int status(Table table) {
    List<String> wrong = table.wrong();
    if (!wrong.isEmpty()) {
      System.err.println("Wrong results, which must not occur:");
      wrong.forEach(what -> System.err.println("  " + what));
    }
    return wrong.isEmpty() ? 0 : 1;
  }

  private static Set<String> parts(String[] args) {
    Set<String> all = new LinkedHashSet<>(StoreBench.PARTS);
    all.addAll(ServerBench.PARTS);
    all.addAll(ListBench.PARTS);
    for (String arg : args) {
      if (arg.startsWith(ONLY)) {
        Set<String> some = new LinkedHashSet<>(List.of(arg.substring(ONLY.length()).split(",")));
        if (!all.containsAll(some)) {
          throw new IllegalArgumentException("The parts are " + String.join(", ", all));
        }
        return some;
      }
    }
    return all;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
