package org.itr.proof;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
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

  private static final String LAST =
      "select " + Seal.COLUMNS + " from events.seal order by number desc limit 1";

  private static final String SINCE =
      "select " + Seal.COLUMNS + " from events.seal where number > ? order by number";

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
  private boolean isFirstTime = true;

  /** A sealer that signs with the key and writes the heads. */
  public Sealer(JdbcTemplate jdbc, SealKey key, SealHeads heads, Clock clock) {
    this.jdbc = jdbc;
    this.key = key;
    this.heads = heads;
    this.clock = clock;
  }

  /** Seals all events that are settled; answers how many there were. */
  public synchronized long seal() {
    if (isFirstTime) {
      writeMissingHeads();
      isFirstTime = false;
    }
    long sealed = 0;
    for (int count = sealSome(); count > 0; count = sealSome()) {
      sealed += count;
    }
    return sealed;
  }

  private int sealSome() {
    Optional<Seal> before = jdbc.query(LAST, (row, i) -> Seal.read(row)).stream().findFirst();
    Leaf place = before.map(Seal::last).orElse(new Leaf(0, 0, NOTHING));
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
            before.map(Seal::number).orElse(0L) + 1,
            events,
            before.map(Seal::hash).orElse(NOTHING),
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
    heads.append(seal);
    return seal.count();
  }

  /** A server that went down between the seal and its head left one out. */
  private void writeMissingHeads() {
    List<SealHeads.Head> written = heads.read();
    long last = written.isEmpty() ? 0 : written.get(written.size() - 1).seal();
    for (Seal seal : jdbc.query(SINCE, (row, i) -> Seal.read(row), last)) {
      LOG.info("Writing the head of seal {}, which was missing", seal.number());
      heads.append(seal);
    }
  }
}
