package org.itr.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.itr.event.Sha256;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The bytes of files, in the tables of schema files: each content once, in pieces, however many
 * files hold it. Bytes come and go piece by piece, each in a transaction of its own, so neither a
 * large file nor a slow caller keeps memory, a connection or other writers.
 */
@Component
public class FileContents implements HeldContents {

  /** How many bytes are written, and so read, at a time. */
  static final int PIECE = 256 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(FileContents.class);

  private static final String ADD_PIECE =
      """
      with upload as (update files.content set touched_at = now() where id = ? returning id)
      insert into files.piece (content, first_byte, bytes) select id, ?, ? from upload
      """;

  private static final String READ_PIECE =
      """
      select p.first_byte, p.bytes from files.content c join files.piece p on p.content = c.id
      where c.sha256 = ? and p.first_byte <= ? order by p.first_byte desc limit 1
      """;

  /** Others may rely on a content from here on; whoever removes it waits, and then leaves it. */
  private static final String FIND_TO_HOLD =
      "select id from files.content where sha256 = ? for key share";

  private static final String COMPLETE =
      "update files.content set sha256 = ?, touched_at = now() where id = ? and sha256 is null";

  private static final String HOLD =
      """
      insert into files.holder (file, content) values (?, ?)
      on conflict (file) do update set content = excluded.content
      """;

  private static final String TOUCH_HELD =
      """
      update files.content set touched_at = now()
      where id = (select content from files.holder where file = ?)
      """;

  private static final String FORGOTTEN =
      """
      touched_at < now() - interval '1 hour'
      and not exists (select from files.holder h where h.content = c.id)
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;

  /** Contents in the tables of schema files. */
  public FileContents(JdbcTemplate jdbc, PlatformTransactionManager transactionManager) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactionManager);
  }

  /**
   * Bytes that came in, which no file holds yet.
   *
   * @param id the upload
   * @param sha256 their SHA-256, in hexadecimal
   * @param size how many they are
   */
  public record Received(UUID id, String sha256, long size) {}

  /**
   * Takes in bytes to their end. When they break off, or do not fit, nothing of them stays.
   *
   * @throws IOException when the bytes cannot be read
   */
  public Received receive(InputStream bytes) throws IOException {
    UUID id = UUID.randomUUID();
    jdbc.update("insert into files.content (id) values (?)", id);
    try {
      MessageDigest sha256 = Sha256.digest();
      byte[] buffer = new byte[PIECE];
      long size = 0;
      for (int n = bytes.readNBytes(buffer, 0, PIECE);
          n > 0;
          n = bytes.readNBytes(buffer, 0, PIECE)) {
        sha256.update(buffer, 0, n);
        add(id, size, n == PIECE ? buffer : Arrays.copyOf(buffer, n));
        size += n;
      }
      return new Received(id, HexFormat.of().formatHex(sha256.digest()), size);
    } catch (IOException | RuntimeException e) {
      discard(id);
      throw e;
    }
  }

  private void add(UUID upload, long firstByte, byte[] bytes) throws IOException {
    int added =
        Objects.requireNonNull(
            transactions.execute(
                status -> {
                  // The log is written in order: when the event that needs the bytes is on disk,
                  // they are.
                  jdbc.execute("set local synchronous_commit = off");
                  return jdbc.update(ADD_PIECE, upload, firstByte, bytes);
                }));
    if (added == 0) {
      throw new InterruptedIOException("The upload was idle for too long");
    }
  }

  /** Drops an upload, unless a file has come to hold it. */
  public void discard(UUID upload) {
    try {
      jdbc.update("delete from files.content where id = ? and sha256 is null", upload);
    } catch (DataAccessException e) {
      LOG.warn("An unused upload is kept for an hour: {}", e.getClass().getSimpleName());
    }
  }

  /**
   * The bytes of a content, read as they are asked for.
   *
   * @param sha256 their SHA-256, in hexadecimal
   * @param size how many they are
   */
  public InputStream open(String sha256, long size) {
    return new Pieces(HexFormat.of().parseHex(sha256), size);
  }

  @Override
  public void hold(ObjectKey file, String sha256, @Nullable UUID upload) {
    byte[] hash = HexFormat.of().parseHex(sha256);
    UUID content = first(jdbc.queryForList(FIND_TO_HOLD, UUID.class, (Object) hash));
    if (content == null) {
      if (upload == null || jdbc.update(COMPLETE, hash, upload) == 0) {
        throw new Refusal(
            Refusal.Reason.CONFLICT,
            "The content of the file is no longer available; please upload it again");
      }
      content = upload;
    }
    jdbc.update(TOUCH_HELD, file.toString());
    jdbc.update(HOLD, file.toString(), content);
  }

  @Override
  public void release(ObjectKey file) {
    jdbc.update(TOUCH_HELD, file.toString());
    jdbc.update("delete from files.holder where file = ?", file.toString());
  }

  /**
   * Removes what no file has held for an hour: contents that the last file let go of, and uploads
   * that broke off with the server. Until then whoever reads a content can go on.
   *
   * @return how many contents went
   */
  public int removeForgotten() {
    List<UUID> forgotten =
        jdbc.queryForList("select id from files.content c where " + FORGOTTEN, UUID.class);
    int removed = 0;
    for (UUID content : forgotten) {
      removed += Objects.requireNonNull(transactions.execute(status -> remove(content)));
    }
    return removed;
  }

  /**
   * Removes a content at once if no file holds it any more, in the running transaction: for what
   * must be gone when its file is. Who is reading it breaks off.
   */
  public void removeUnheld(String sha256) {
    byte[] hash = HexFormat.of().parseHex(sha256);
    jdbc.queryForList(
        "select id from files.content where sha256 = ? for update", UUID.class, (Object) hash);
    jdbc.update(
        """
        delete from files.content c
        where sha256 = ? and not exists (select from files.holder h where h.content = c.id)
        """,
        (Object) hash);
  }

  /** Whoever comes to hold it while we look does so before the lock, and is seen after it. */
  private int remove(UUID content) {
    jdbc.queryForList("select id from files.content where id = ? for update", UUID.class, content);
    return jdbc.update("delete from files.content c where id = ? and " + FORGOTTEN, content);
  }

  private static <T> @Nullable T first(List<T> rows) {
    return rows.isEmpty() ? null : rows.get(0);
  }

  /** The bytes of a content, of which one piece is in memory. Skipping reads nothing. */
  private final class Pieces extends InputStream {

    private final byte[] sha256;
    private final long size;
    private long position;
    private Piece piece = new Piece(0, new byte[0]);

    private Pieces(byte[] sha256, long size) {
      this.sha256 = sha256;
      this.size = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      if (length == 0) {
        return 0;
      }
      if (position >= size) {
        return -1;
      }
      if (!piece.has(position)) {
        piece = load();
      }
      int from = Math.toIntExact(position - piece.firstByte());
      int n = Math.min(length, piece.bytes().length - from);
      System.arraycopy(piece.bytes(), from, target, offset, n);
      position += n;
      return n;
    }

    private Piece load() throws IOException {
      Piece found =
          first(
              jdbc.query(
                  READ_PIECE,
                  (row, index) -> new Piece(row.getLong(1), row.getBytes(2)),
                  sha256,
                  position));
      if (found == null || !found.has(position)) {
        throw new EOFException("The content of the file is no longer available");
      }
      return found;
    }

    @Override
    public long skip(long n) {
      long skipped = Math.max(0, Math.min(n, size - position));
      position += skipped;
      return skipped;
    }
  }

  private record Piece(long firstByte, byte[] bytes) {

    boolean has(long position) {
      return position >= firstByte && position < firstByte + bytes.length;
    }
  }
}
