package org.itr.proof;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.itr.proof.SealHeads.Head;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Seals events in their order once nothing can come to stand before them any more. It lets nobody
 * wait: it reads behind the writers.
 */
public final class Sealer {

  private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
  private static final int MOST_EVENTS = 5_000;
  private static final byte[] NOTHING = new byte[0];

  private static final String NEWEST = " from events.seal order by number desc limit 1";
  private static final String LAST_SEAL = "select " + Seal.COLUMNS + NEWEST;
  private static final String LAST_HEAD = "select " + Head.COLUMNS + NEWEST;

  private static final String OLDEST_UNSEALED =
      """
      select occurred_at from events.event
      where (transaction_id, global_index) > (?::text::xid8, ?)
      order by transaction_id, global_index limit 1
      """;

  private static final String SETTLED =
      """
      select transaction_id::text::bigint as committed_by, global_index, hash from events.event
      where (transaction_id, global_index) > (?::text::xid8, ?)
        and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
      order by transaction_id, global_index limit ?
      """;

  private static final String ADD =
      """
      insert into events.seal (number, last_transaction, last_index, events, leaves, previous_hash, hash,
                               signature, sealed_at)
      values (?, ?::text::xid8, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final JdbcTemplate jdbc;
  private final SealKey key;
  private final SealHeads heads;
  private final Clock clock;

  /** The last seal whose head is in the file, as far as this sealer knows. */
  private long written;

  /** A sealer that signs with the key and writes the heads. */
  public Sealer(JdbcTemplate jdbc, SealKey key, SealHeads heads, Clock clock) {
    this.jdbc = jdbc;
    this.key = key;
    this.heads = heads;
    this.clock = clock;
  }

  /**
   * Continues what another sealer began. One that went down between a seal and its head left that
   * one head out, and it is written now. Whatever else the file lacks was taken out of it: that is
   * told, and left for a {@link Verification} to find.
   *
   * @throws IllegalStateException when the last seal was made with a key that this one does not
   *     know
   */
  public synchronized void resume() {
    Optional<Seal> last = jdbc.query(LAST_SEAL, (row, i) -> Seal.read(row)).stream().findFirst();
    if (last.isPresent() && !last.get().isGenuine(key.publicKeys())) {
      throw new IllegalStateException(
          "Seal "
              + last.get().number()
              + " was not made with the seal key or one of its predecessors. Restore the correct"
              + " key and its public key from the backup");
    }
    written = heads.last().map(Head::seal).orElse(0L);
    last.map(Head::of).ifPresent(this::writeWhereMissing);
    long made = last.map(Seal::number).orElse(0L);
    if (written != made) {
      LOG.error(
          "The file of heads {} ends at seal {}, history at seal {}: see docs/operations.md",
          heads.file(),
          written,
          made);
    }
  }

  /** Writes the head of the last seal where it alone is missing. */
  private void writeWhereMissing(Head last) {
    if (last.seal() == written + 1) {
      LOG.info("Writing the head of seal {}, which was missing", last.seal());
      write(last);
    }
  }

  private void write(Head head) {
    heads.append(head);
    written = head.seal();
  }

  /**
   * Seals all events that are settled; answers how many there were. While the head of the last seal
   * cannot be written no other seal is made.
   *
   * @throws java.io.UncheckedIOException when a head cannot be written; the next round writes it
   */
  public synchronized long seal() {
    long sealed = 0;
    for (int count = sealSome(); count > 0; count = sealSome()) {
      sealed += count;
    }
    return sealed;
  }

  /** When the oldest event was written that has no seal yet. */
  public Optional<Instant> oldestUnsealed() {
    Leaf place = end(last());
    return jdbc
        .query(
            OLDEST_UNSEALED,
            (row, i) -> row.getObject(1, OffsetDateTime.class).toInstant(),
            Long.toString(place.transaction()),
            place.index())
        .stream()
        .findFirst();
  }

  private Optional<Head> last() {
    return jdbc.query(LAST_HEAD, (row, i) -> Head.read(row)).stream().findFirst();
  }

  private static Leaf end(Optional<Head> last) {
    return last.map(Head::end).orElse(Leaf.START);
  }

  private int sealSome() {
    Optional<Head> before = last();
    before.ifPresent(this::writeWhereMissing);
    Leaf place = end(before);
    List<Leaf> events =
        jdbc.query(
            SETTLED,
            (row, i) -> new Leaf(row.getLong(1), row.getLong(2), row.getBytes(3)),
            Long.toString(place.transaction()),
            place.index(),
            MOST_EVENTS);
    if (events.isEmpty()) {
      return 0;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Seal seal =
        Seal.of(
            before.map(Head::seal).orElse(0L) + 1,
            events,
            before.map(Head::hashBytes).orElse(NOTHING),
            now,
            key);
    jdbc.update(
        ADD,
        seal.number(),
        Long.toString(seal.last().transaction()),
        seal.last().index(),
        seal.count(),
        seal.leaves(),
        seal.previousHash(),
        seal.hash(),
        seal.signature(),
        now.atOffset(ZoneOffset.UTC));
    write(Head.of(seal));
    return seal.count();
  }
}
