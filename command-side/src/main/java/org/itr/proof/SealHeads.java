package org.itr.proof;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A file outside the database with a line for each seal. Who cuts history off at its end, or writes
 * it anew, would have to change it too; copy it to where that is not in one hand. It grows with
 * history, so it is never read whole into memory.
 */
public final class SealHeads {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_A_TIME = 1_000;

  /** Holds the last line, and one that was left half written after it. */
  private static final int BYTES_OF_END = 1_024;

  private static final String SINCE =
      "select " + Head.COLUMNS + " from events.seal where number > ? order by number limit ?";

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

    /** The columns that {@link #read} needs: without the leaves, which can be thousands. */
    static final String COLUMNS =
        "number, last_transaction::text || '/' || last_index as last, hash, sealed_at";

    static Head read(ResultSet row) throws SQLException {
      return new Head(
          row.getLong("number"),
          row.getString("last"),
          HexFormat.of().formatHex(row.getBytes("hash")),
          row.getObject("sealed_at", OffsetDateTime.class).toInstant().toString());
    }

    static Head of(Seal seal) {
      return new Head(
          seal.number(),
          seal.last().toString(),
          HexFormat.of().formatHex(seal.hash()),
          seal.sealedAt().toString());
    }

    /** The place of its last event. */
    Leaf end() {
      int slash = last.indexOf('/');
      return new Leaf(
          Long.parseLong(last.substring(0, slash)),
          Long.parseLong(last.substring(slash + 1)),
          new byte[0]);
    }

    byte[] hashBytes() {
      return HexFormat.of().parseHex(hash);
    }
  }

  /**
   * The lines from the first on, read from the file as they are asked for, so the stream must be
   * closed. Lines that a power failure left half written are not among them.
   */
  Stream<Head> read() {
    if (Files.notExists(file)) {
      return Stream.empty();
    }
    try {
      return Files.lines(file, StandardCharsets.UTF_8).flatMap(line -> parsed(line).stream());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The last line; empty when there is none. */
  Optional<Head> last() {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      for (long length = BYTES_OF_END; ; length *= 2) {
        long start = Math.max(0, size - length);
        Optional<Head> last =
            end(channel, start, size)
                .lines()
                .flatMap(line -> parsed(line).stream())
                .reduce((before, after) -> after);
        if (last.isPresent() || start == 0) {
          return last;
        }
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static String end(SeekableByteChannel channel, long start, long size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size - start));
    channel.position(start);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // Read on.
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }

  private static Optional<Head> parsed(String line) {
    try {
      return Optional.of(JSON.readValue(line, Head.class));
    } catch (JsonProcessingException halfWritten) {
      return Optional.empty();
    }
  }

  private UncheckedIOException unreadable(IOException cause) {
    return new UncheckedIOException("Cannot read the heads of the seals in " + file, cause);
  }

  /**
   * Adds the lines of the seals that were made after the file was copied, to the file of a database
   * that was restored.
   */
  public void complete(DataSource database) {
    JdbcTemplate jdbc = new JdbcTemplate(database);
    long known = last().map(Head::seal).orElse(0L);
    List<Head> missing = since(jdbc, known);
    while (!missing.isEmpty()) {
      missing.forEach(this::append);
      known = missing.get(missing.size() - 1).seal();
      missing = since(jdbc, known);
    }
  }

  private static List<Head> since(JdbcTemplate jdbc, long known) {
    return jdbc.query(SINCE, (row, i) -> Head.read(row), known, AT_A_TIME);
  }

  /** Adds a line and waits until it is on the disk. */
  void append(Head head) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      boolean startsLine = Files.notExists(file) || endsWithLine();
      Files.writeString(
          file,
          (startsLine ? "" : "\n") + JSON.writeValueAsString(head) + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          StandardOpenOption.SYNC);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the heads of the seals to " + file, e);
    }
  }

  private boolean endsWithLine() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      return size == 0 || end(channel, size - 1, size).endsWith("\n");
    }
  }

  /** Where the heads are. */
  public Path file() {
    return file;
  }
}
