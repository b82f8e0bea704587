package org.itr.server;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.itr.objecttype.Refusal;
import org.itr.setting.CurrentSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The files of the server's log: {@code itr.log} is the newest, {@code itr.log.1} the one before
 * it, and so on, as many older ones as the setting LOG_HANDLER_BACKUP_COUNT says. Lines are handed
 * over one by one, each with its line end.
 */
@Component
public class LogFiles {

  /** The name under which the log is written to these files. */
  public static final String APPENDER = "log files";

  /** The number of the older file that is the newest of them. */
  public static final int FIRST_OLDER = 1;

  /** How many older files are kept where nothing is set. */
  public static final int USUALLY_KEPT = 10;

  private static final String KEPT = "LOG_HANDLER_BACKUP_COUNT";
  private static final int MOST_KEPT = 1_000;
  private static final String BEGINNING = "ITR ";
  private static final int TAIL = 100;
  private static final int BUFFER = 64 * 1024;

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final Path folder;
  private final CurrentSettings settings;
  private final Clock clock;

  @Autowired
  LogFiles(@Value("${settings.log-dir}") String folder, CurrentSettings settings, Clock clock) {
    this(Path.of(folder), settings, clock);
  }

  LogFiles(Path folder, CurrentSettings settings, Clock clock) {
    this.folder = folder;
    this.settings = settings;
    this.clock = clock;
  }

  /** The file that is written to now. */
  public static Path newest(Path folder) {
    return folder.resolve("itr.log");
  }

  /** Takes a line. */
  @FunctionalInterface
  interface Lines {

    /**
     * Takes the next line.
     *
     * @param line the line with its line end
     */
    void accept(String line) throws IOException;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    keep();
  }

  @EventListener
  void changed(CurrentSettings.Changed event) {
    if (event.setting().space().isMaster() && event.setting().id().equals(KEPT)) {
      keep();
    }
  }

  /** Goes by the number of older files that is set, and removes those that are too many. */
  private void keep() {
    int kept = Math.min(Math.max(settings.number(KEPT, USUALLY_KEPT), FIRST_OLDER), MOST_KEPT);
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    if (root.getAppender(APPENDER) instanceof RollingFileAppender<?> files
        && files.getRollingPolicy() instanceof FixedWindowRollingPolicy older) {
      older.setMaxIndex(kept);
    }
    removeOlderThan(kept);
  }

  /** Removes the older files with numbers over that. */
  void removeOlderThan(int kept) {
    try {
      for (int number = kept + 1; number <= MOST_KEPT; number++) {
        Files.deleteIfExists(file(number));
      }
    } catch (IOException e) {
      LoggerFactory.getLogger(LogFiles.class).warn("An old log file cannot be removed", e);
    }
  }

  private Path file(int number) {
    return file(folder, number);
  }

  private static Path file(Path folder, int number) {
    Path newest = newest(folder);
    return number == 0 ? newest : newest.resolveSibling(newest.getFileName() + "." + number);
  }

  /** How many older files a folder has. */
  public static int olderIn(Path folder) {
    int number = 0;
    while (Files.exists(file(folder, number + 1))) {
      number++;
    }
    return number;
  }

  /**
   * All lines of a file, and at least one. Those of the second that is running now come the next
   * time: the caller goes on by whole seconds, and would miss the rest of them.
   *
   * @param number 0 for the newest file, 1 for the one before it, and so on
   * @throws Refusal when there is no such file
   */
  void all(int number, Lines lines) throws IOException {
    boolean[] any = new boolean[1];
    String running = runningSecond();
    try (BufferedReader file = open(number)) {
      forEachLine(
          file,
          line -> {
            if (!any[0] || !isSince(running, line)) {
              lines.accept(line);
              any[0] = true;
            }
          });
    }
  }

  /** The last hundred lines of a file. */
  void last(int number, Lines lines) throws IOException {
    Deque<String> tail = new ArrayDeque<>(TAIL);
    try (BufferedReader file = open(number)) {
      forEachLine(
          file,
          line -> {
            if (tail.size() == TAIL) {
              tail.removeFirst();
            }
            tail.addLast(line);
          });
    }
    for (String line : tail) {
      lines.accept(line);
    }
  }

  /**
   * The lines of a file that were written after a second was over. Where the file was begun since,
   * those at the end of the file before it come first. Lines of the second that is running now are
   * left for the next time.
   */
  void after(int number, LocalDateTime second, Lines lines) throws IOException {
    String seen = BEGINNING + SECOND.format(second) + "\uFFFF";
    String running = runningSecond();
    Lines later =
        new Lines() {
          private boolean isLater;

          @Override
          public void accept(String line) throws IOException {
            // A line without a time, which nobody should write, belongs to the one before it.
            if (line.startsWith(BEGINNING)) {
              isLater = line.compareTo(seen) > 0 && !isSince(running, line);
            }
            if (isLater) {
              lines.accept(line);
            }
          }
        };
    try (BufferedReader file = open(number)) {
      String first = nextLine(file);
      if (first != null && first.compareTo(seen) > 0) {
        beforeThat(number + 1, later);
      }
      if (first != null) {
        later.accept(first);
        forEachLine(file, later);
      }
    }
  }

  private void beforeThat(int number, Lines lines) throws IOException {
    try (BufferedReader file = Files.exists(file(number)) ? open(number) : null) {
      if (file != null) {
        forEachLine(file, lines);
      }
    }
  }

  private String runningSecond() {
    return BEGINNING + SECOND.format(LocalDateTime.now(clock.withZone(ZoneOffset.UTC)));
  }

  private static boolean isSince(String second, String line) {
    return line.startsWith(BEGINNING) && line.compareTo(second) >= 0;
  }

  private BufferedReader open(int number) throws IOException {
    try {
      return new BufferedReader(
          new InputStreamReader(
              Files.newInputStream(file(number)),
              StandardCharsets.UTF_8
                  .newDecoder()
                  .onMalformedInput(CodingErrorAction.REPLACE)
                  .onUnmappableCharacter(CodingErrorAction.REPLACE)),
          BUFFER);
    } catch (NoSuchFileException e) {
      throw new Refusal(Refusal.Reason.NOT_FOUND, "There is no log file " + number);
    }
  }

  private static void forEachLine(BufferedReader file, Lines lines) throws IOException {
    for (String line = nextLine(file); line != null; line = nextLine(file)) {
      lines.accept(line);
    }
  }

  /**
   * The next line with its end; null at the end of the file, and for a line still being written.
   */
  private static @Nullable String nextLine(BufferedReader file) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = file.read(); c >= 0; c = file.read()) {
      line.append((char) c);
      if (c == '\n') {
        return line.toString();
      }
    }
    return null;
  }
}
