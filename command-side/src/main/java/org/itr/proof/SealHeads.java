package org.itr.proof;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A file outside the database with a line for each seal. Who cuts history off at its end, or writes
 * it anew, would have to change it too; copy it to where that is not in one hand.
 */
public final class SealHeads {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SINCE =
      "select " + Seal.COLUMNS + " from events.seal where number > ? order by number";

  private final Path file;

  /** The heads in a file, which is made with the first of them. */
  public SealHeads(Path file) {
    this.file = file;
  }

  /**
   * A line of the file.
   *
   * @param seal the seal's number
   * @param last the place of its last event
   * @param hash the seal's hash
   * @param sealedAt when it was made
   */
  record Head(
      @JsonProperty("seal") long seal,
      @JsonProperty("last") String last,
      @JsonProperty("hash") String hash,
      @JsonProperty("sealedAt") String sealedAt) {

    static Head of(Seal seal) {
      return new Head(
          seal.number(),
          seal.last().toString(),
          HexFormat.of().formatHex(seal.hash()),
          seal.sealedAt().toString());
    }
  }

  /** The lines by their seals; one that a power failure left half written is not among them. */
  List<Head> read() {
    if (Files.notExists(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      List<Head> heads = new ArrayList<>();
      for (String line : (Iterable<String>) lines::iterator) {
        try {
          heads.add(JSON.readValue(line, Head.class));
        } catch (JsonProcessingException halfWritten) {
          continue;
        }
      }
      heads.sort(Comparator.comparingLong(Head::seal));
      return heads;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the heads of the seals in " + file, e);
    }
  }

  /**
   * Adds the lines of the seals that were made after the file was copied, to the file of a database
   * that was restored.
   */
  public void complete(DataSource database) {
    List<Head> known = read();
    new JdbcTemplate(database)
        .query(
            SINCE,
            row -> {
              append(Seal.read(row));
            },
            known.isEmpty() ? 0 : known.get(known.size() - 1).seal());
  }

  /** Adds a line and waits until it is on the disk. */
  void append(Seal seal) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      boolean startsLine = Files.notExists(file) || endsWithLine();
      Files.writeString(
          file,
          (startsLine ? "" : "\n") + JSON.writeValueAsString(Head.of(seal)) + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          StandardOpenOption.SYNC);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the heads of the seals to " + file, e);
    }
  }

  private boolean endsWithLine() throws IOException {
    try (var channel = Files.newByteChannel(file)) {
      if (channel.size() == 0) {
        return true;
      }
      var last = java.nio.ByteBuffer.allocate(1);
      channel.position(channel.size() - 1).read(last);
      return last.get(0) == '\n';
    }
  }

  /** Where the heads are. */
  public Path file() {
    return file;
  }
}
