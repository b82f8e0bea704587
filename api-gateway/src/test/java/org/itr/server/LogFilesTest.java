package org.itr.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.itr.objecttype.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:15:30.500Z");

  @TempDir Path folder;
  private LogFiles files;

  @BeforeEach
  void open() {
    files = new LogFiles(folder, null, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static String line(String time, String text) {
    return "ITR 2026-11-23 " + time + " INFO  [-] Some: " + text + "\n";
  }

  private void write(int number, String... lines) throws IOException {
    Files.writeString(
        folder.resolve(number == 0 ? "itr.log" : "itr.log." + number), String.join("", lines));
  }

  private static LocalDateTime at(String time) {
    return LocalDateTime.parse("2026-11-23T" + time);
  }

  @FunctionalInterface
  private interface Reading {
    void into(LogFiles.Lines lines) throws IOException;
  }

  private static List<String> read(Reading reading) throws IOException {
    List<String> lines = new ArrayList<>();
    reading.into(lines::add);
    return lines;
  }

  @Test
  void all_lines_come_with_their_ends_and_without_one_still_being_written() throws IOException {
    String first = line("10:15:01,000", "é 漢 😀");
    String second = line("10:15:02,000", "b");
    write(0, first, second, "ITR 2026-11-23 10:15:03,000 INFO  half a li");
    assertThat(read(lines -> files.all(0, lines))).containsExactly(first, second);
  }

  @Test
  void lines_of_the_running_second_come_the_next_time_unless_there_are_no_others()
      throws IOException {
    String before = line("10:15:29,999", "a");
    String running = line("10:15:30,100", "b");
    write(0, before, running);
    write(1, running, running);
    assertThat(read(lines -> files.all(0, lines))).containsExactly(before);
    assertThat(read(lines -> files.all(1, lines))).containsExactly(running);
    assertThat(read(lines -> files.after(0, at("10:15:28"), lines))).containsExactly(before);
  }

  @Test
  void whoever_goes_on_from_the_last_line_gets_every_line_once() throws IOException {
    String seen = line("10:15:20,999", "seen");
    String next = line("10:15:21,000", "next");
    write(0, line("10:15:20,001", "seen"), seen, next, line("10:15:22,500", "last"));
    assertThat(read(lines -> files.after(0, at("10:15:20"), lines)))
        .containsExactly(next, line("10:15:22,500", "last"));
    assertThat(read(lines -> files.after(0, at("10:15:22"), lines))).isEmpty();
  }

  @Test
  void lines_that_moved_to_the_file_before_since_are_not_missed() throws IOException {
    write(1, line("10:15:10,000", "seen"), line("10:15:11,000", "moved"));
    write(0, line("10:15:12,000", "new"));
    assertThat(read(lines -> files.after(0, at("10:15:10"), lines)))
        .containsExactly(line("10:15:11,000", "moved"), line("10:15:12,000", "new"));
  }

  @Test
  void the_last_lines_are_a_hundred_at_most() throws IOException {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 250; i++) {
      many.append(line("10:15:01,000", "line " + i));
    }
    write(0, many.toString());
    List<String> last = read(lines -> files.last(0, lines));
    assertThat(last).hasSize(100);
    assertThat(last.get(99)).isEqualTo(line("10:15:01,000", "line 249"));
  }

  @Test
  void bytes_that_are_no_text_are_shown_as_such() throws IOException {
    byte[] line = line("10:15:01,000", "x?").getBytes(StandardCharsets.UTF_8);
    line[line.length - 2] = (byte) 0xFF;
    Files.write(folder.resolve("itr.log"), line);
    assertThat(read(lines -> files.all(0, lines))).containsExactly(line("10:15:01,000", "x\uFFFD"));
  }

  @Test
  void a_file_that_is_not_there_is_told() {
    assertThatThrownBy(() -> read(lines -> files.all(7, lines))).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> read(lines -> files.last(7, lines))).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> read(lines -> files.after(7, at("10:00:00"), lines)))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void older_files_over_the_number_are_removed() throws IOException {
    for (int i = 0; i <= 5; i++) {
      write(i, line("10:15:01,000", "file " + i));
    }
    assertThat(LogFiles.olderIn(folder)).isEqualTo(5);
    files.removeOlderThan(2);
    assertThat(LogFiles.olderIn(folder)).isEqualTo(2);
    assertThat(read(lines -> files.all(2, lines))).containsExactly(line("10:15:01,000", "file 2"));
  }
}
