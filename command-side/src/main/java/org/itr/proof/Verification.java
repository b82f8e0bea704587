package org.itr.proof;

import java.security.PublicKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.itr.proof.SealHeads.Head;
import org.itr.store.EventDigest;
import org.jspecify.annotations.Nullable;

/**
 * Checks all of history against the seals, and the seals against the file outside the database. It
 * computes every hash anew from what the rows say and believes nothing that the database says about
 * itself. Its memory does not grow with history.
 */
public final class Verification {

  private static final int WORKERS = 2;
  private static final int ROWS_A_FETCH = 2_000;
  private static final int SEALS_A_FETCH = 20;
  private static final int TOLD_EVERY = 1_000;

  private static final String SEALS =
      "select " + Seal.COLUMNS + " from events.seal where number between ? and ? order by number";

  private static final String EVENTS =
      """
      select transaction_id::text::bigint as committed_by, global_index, event_id::text, aggregate_id, sequence_number, aggregate_type,
             event_type, revision, occurred_at, payload::text, metadata::text, previous_hash, hash
      from events.event
      where (transaction_id, global_index) > (?::text::xid8, ?)
        and (transaction_id, global_index) <= (?::text::xid8, ?)
      order by transaction_id, global_index
      """;

  /** An event that is not the first of its aggregate names the hash of the one before it. */
  private static final String BROKEN_CHAIN =
      """
      select transaction_id::text::bigint as committed_by, global_index, event_id::text
      from (select transaction_id, global_index, event_id, sequence_number, previous_hash,
                   lag(hash) over of_aggregate as hash_before,
                   lag(sequence_number) over of_aggregate as number_before
            from events.event
            window of_aggregate as (partition by md5(aggregate_id)::uuid order by sequence_number)) chained
      where coalesce(number_before, -1) <> sequence_number - 1 or hash_before is distinct from previous_hash
      order by transaction_id, global_index limit 1
      """;

  private static final String LAST_PLACE =
      """
      select transaction_id::text::bigint as committed_by, global_index, hash from events.event
      order by transaction_id desc, global_index desc limit 1
      """;

  private static final String LAST_SEAL =
      """
      select last_transaction::text::bigint, last_index, sealed_at from events.seal
      order by number desc limit 1
      """;

  private static final String IMPOSSIBLE_PLACE =
      """
      select transaction_id::text::bigint as committed_by, global_index, hash from events.event
      where (transaction_id, global_index) <= ('0'::xid8, 0)
      union all
      select transaction_id::text::bigint, global_index, hash from events.event
      where transaction_id >= pg_snapshot_xmax(pg_current_snapshot())
      limit 1
      """;

  private static final String SEAL_COUNT = "select coalesce(max(number), 0) from events.seal";

  private static final String UNSEALED =
      """
      select count(*) from events.event
      where (transaction_id, global_index) > (
        select coalesce(max(last_transaction::text::bigint), 0)::text::xid8, coalesce(max(last_index), 0)
        from events.seal where number = (select max(number) from events.seal))
      """;

  private static final String BY_HASH =
      "select transaction_id::text::bigint as committed_by, global_index from events.event where hash = ? limit 1";

  private final DataSource database;
  private final List<PublicKey> keys;
  private final SealHeads heads;
  private final AtomicLong verified = new AtomicLong();
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private volatile long total;

  /**
   * What a verification found.
   *
   * @param events how many events were checked
   * @param sealed how many of them are under a seal; the others came after the last one
   * @param seals how many seals there are
   * @param end the end of what is sealed; empty when nothing is
   * @param finding the first thing that is wrong; empty when all is as it was
   */
  public record Result(
      long events, long sealed, long seals, Optional<End> end, Optional<Finding> finding) {

    /** How many events have no seal yet. Their own hashes alone speak for them. */
    public long unsealed() {
      return Math.max(0, events - sealed);
    }
  }

  /**
   * How far seals reach.
   *
   * @param place the place of the last event that is sealed
   * @param sealedAt when that was
   */
  public record End(String place, Instant sealedAt) {}

  /**
   * A verification of a database, with what its auditor trusts.
   *
   * @param keys the public keys in the order in which they came to sign
   * @param heads the file of heads
   */
  public Verification(DataSource database, List<PublicKey> keys, SealHeads heads) {
    this.database = database;
    this.keys = keys;
    this.heads = heads;
  }

  /** How many events were checked so far. */
  public long verified() {
    return verified.get();
  }

  /** How many there are to check; 0 until that is known. */
  public long total() {
    return total;
  }

  /** Lets a running verification end soon, with an {@link IllegalStateException}. */
  public void cancel() {
    cancelled.set(true);
  }

  /**
   * Checks everything; the first finding in the order of events ends it.
   *
   * @throws SQLException when the database cannot be read
   */
  public Result run() throws SQLException {
    // A seal is in the database before its head is in the file, so the last one may lack it.
    long withHead = count(SEAL_COUNT) - 1;
    try (Stream<Head> known = heads.read()) {
      return run(withHead, new KnownHeads(known.iterator()));
    }
  }

  private Result run(long withHead, KnownHeads known) throws SQLException {
    long sealed;
    long seals;
    Leaf last;
    Optional<End> end;
    try (Connection connection = reading()) {
      sealed = number(connection, "select coalesce(sum(events), 0) from events.seal");
      seals = number(connection, SEAL_COUNT);
      end = end(connection);
      last = place(connection, LAST_PLACE).orElse(Leaf.START);
      total = sealed + number(connection, UNSEALED);
    }
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS + 1);
    try {
      // The database looks at the chains by itself while the seals are compared here.
      Future<Optional<Finding>> chains = workers.submit(this::checkChains);
      Optional<Finding> finding =
          checkSeals(seals, known)
              .or(this::checkPlaces)
              .or(() -> checkEvents(seals, workers))
              .or(() -> checkTail(seals, last))
              .or(() -> resultOf(chains))
              .or(() -> checkHeads(withHead, known.firstUnknown()));
      return new Result(verified.get(), sealed, seals, end, finding);
    } finally {
      workers.shutdownNow();
    }
  }

  private static Optional<Finding> resultOf(Future<Optional<Finding>> part) {
    try {
      return part.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot read the events", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while verifying", e);
    }
  }

  private Optional<Finding> checkSeals(long seals, KnownHeads known) {
    try (Connection connection = reading();
        PreparedStatement statement = connection.prepareStatement(SEALS)) {
      statement.setFetchSize(SEALS_A_FETCH);
      statement.setLong(1, 1);
      statement.setLong(2, seals);
      byte[] before = new byte[0];
      long expected = 1;
      List<PublicKey> since = keys;
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Seal seal = Seal.read(row);
          if (seal.number() != expected) {
            return broken(expected, "Seal " + expected + " is missing");
          }
          // Who has the key of today did not have it when older ones signed, and the other way
          // round.
          while (!since.isEmpty() && !seal.isGenuine(since.subList(0, 1))) {
            since = since.subList(1, since.size());
          }
          if (since.isEmpty()) {
            return broken(expected, "Seal " + expected + " differs from what was signed");
          }
          if (!Arrays.equals(seal.previousHash(), before)) {
            return broken(expected, "Seal " + expected + " does not continue the previous one");
          }
          Optional<Finding> another = known.compare(seal);
          if (another.isPresent()) {
            return another;
          }
          before = seal.hash();
          expected++;
        }
      }
      return known.lost(connection, seals);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot read the seals", e);
    }
  }

  /** Comes last: what the database and the heads that are there can tell is told before. */
  private Optional<Finding> checkHeads(long withHead, long firstUnknown) {
    return firstUnknown == 0 || firstUnknown > withHead
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Finding.Kind.HEAD_MISSING,
                "seal " + firstUnknown,
                "The file of heads "
                    + heads.file()
                    + " does not contain seal "
                    + firstUnknown
                    + ", so it cannot show whether history was cut off. Restore the file from a copy"));
  }

  /** Events at places that no transaction of this database has given, which no reader would see. */
  private Optional<Finding> checkPlaces() {
    try (Connection connection = reading()) {
      return place(connection, IMPOSSIBLE_PLACE)
          .map(
              at ->
                  new Finding(
                      Finding.Kind.ADDED,
                      at.toString(),
                      "There is an event at position "
                          + at
                          + ", which no transaction can have assigned"));
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot read the places of the events", e);
    }
  }

  private static Optional<Finding> broken(long seal, String text) {
    return Optional.of(new Finding(Finding.Kind.BROKEN_SEAL, "seal " + seal, text));
  }

  /** Each worker takes a run of seals; the finding that comes first in the order counts. */
  private Optional<Finding> checkEvents(long seals, ExecutorService workers) {
    AtomicBoolean enough = new AtomicBoolean();
    try {
      List<Future<Optional<Finding>>> parts = new ArrayList<>();
      for (int worker = 0; worker < WORKERS; worker++) {
        long from = seals * worker / WORKERS + 1;
        long to = seals * (worker + 1) / WORKERS;
        if (from <= to) {
          parts.add(workers.submit(() -> checkEvents(from, to, enough)));
        }
      }
      for (Future<Optional<Finding>> part : parts) {
        Optional<Finding> finding = resultOf(part);
        if (finding.isPresent()) {
          return finding;
        }
      }
      return Optional.empty();
    } finally {
      enough.set(true);
    }
  }

  private Optional<Finding> checkEvents(long from, long to, AtomicBoolean enough)
      throws SQLException {
    try (Connection sealsOnly = reading();
        Connection connection = readingInOrder();
        PreparedStatement sealStatement = sealsOnly.prepareStatement(SEALS);
        PreparedStatement eventStatement = connection.prepareStatement(EVENTS)) {
      Leaf before = from == 1 ? Leaf.START : lastOf(sealsOnly, from - 1);
      Leaf end = lastOf(sealsOnly, to);
      sealStatement.setFetchSize(SEALS_A_FETCH);
      sealStatement.setLong(1, from);
      sealStatement.setLong(2, to);
      eventStatement.setFetchSize(ROWS_A_FETCH);
      bindRange(eventStatement, before, end);
      try (ResultSet sealRow = sealStatement.executeQuery();
          ResultSet eventRow = eventStatement.executeQuery()) {
        EventReader events = new EventReader(eventRow);
        while (!enough.get() && sealRow.next()) {
          Optional<Finding> finding = compare(Seal.read(sealRow), events);
          if (finding.isPresent()) {
            return finding;
          }
        }
        return Optional.empty();
      }
    }
  }

  private Optional<Finding> compare(Seal seal, EventReader events) throws SQLException {
    List<Leaf> sealed = seal.events();
    for (Leaf expected : sealed) {
      Row actual = events.current();
      if (actual == null || expected.isBefore(actual.leaf())) {
        return Optional.of(missing(expected));
      }
      if (actual.leaf().isBefore(expected)) {
        return Optional.of(extra(actual));
      }
      if (!actual.leaf().equals(expected) || !actual.isIntact()) {
        return Optional.of(changed(actual, sealed));
      }
      events.advance();
    }
    return Optional.empty();
  }

  private Finding missing(Leaf expected) throws SQLException {
    try (Connection connection = reading();
        PreparedStatement statement = connection.prepareStatement(BY_HASH)) {
      statement.setBytes(1, expected.hash());
      try (ResultSet row = statement.executeQuery()) {
        if (row.next()) {
          String elsewhere = row.getLong(1) + "/" + row.getLong(2);
          return new Finding(
              Finding.Kind.REORDERED,
              expected.toString(),
              "The event sealed at position " + expected + " is now at position " + elsewhere);
        }
      }
    }
    return new Finding(
        Finding.Kind.MISSING,
        expected.toString(),
        "The event sealed at position " + expected + " is missing");
  }

  private Finding extra(Row actual) throws SQLException {
    return isSealed(actual.leaf().hash())
        ? new Finding(
            Finding.Kind.REORDERED,
            actual.leaf().toString(),
            actual + " at " + actual.leaf() + " was sealed at another position")
        : new Finding(
            Finding.Kind.ADDED,
            actual.leaf().toString(),
            actual + " at " + actual.leaf() + " lies between sealed events but was never sealed");
  }

  private static Finding changed(Row actual, List<Leaf> sealed) {
    boolean isMoved =
        actual.isIntact()
            && sealed.stream().anyMatch(leaf -> Arrays.equals(leaf.hash(), actual.leaf().hash()));
    return isMoved
        ? new Finding(
            Finding.Kind.REORDERED,
            actual.leaf().toString(),
            actual + " at " + actual.leaf() + " was sealed at another position")
        : new Finding(
            Finding.Kind.ALTERED,
            actual.leaf().toString(),
            actual + " at " + actual.leaf() + " differs from what was sealed");
  }

  /** Looks through all seals; only done when something is wrong already. */
  private boolean isSealed(byte[] hash) throws SQLException {
    try (Connection connection = reading();
        PreparedStatement statement = connection.prepareStatement(SEALS)) {
      statement.setFetchSize(SEALS_A_FETCH);
      statement.setLong(1, 1);
      statement.setLong(2, Long.MAX_VALUE);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (Seal.read(row).events().stream().anyMatch(leaf -> Arrays.equals(leaf.hash(), hash))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Events after the last seal: nothing but their own hashes speaks for them yet. */
  private Optional<Finding> checkTail(long seals, Leaf end) {
    try (Connection connection = readingInOrder();
        PreparedStatement statement = connection.prepareStatement(EVENTS)) {
      statement.setFetchSize(ROWS_A_FETCH);
      bindRange(statement, seals == 0 ? Leaf.START : lastOf(connection, seals), end);
      try (ResultSet row = statement.executeQuery()) {
        EventReader events = new EventReader(row);
        for (Row actual = events.current(); actual != null; actual = events.current()) {
          if (!actual.isIntact()) {
            return Optional.of(
                new Finding(
                    Finding.Kind.ALTERED,
                    actual.leaf().toString(),
                    actual + " at " + actual.leaf() + " does not match its own hash"));
          }
          events.advance();
        }
        return Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot read the events after the last seal", e);
    }
  }

  private Optional<Finding> checkChains() {
    try (Connection connection = reading();
        PreparedStatement statement = connection.prepareStatement(BROKEN_CHAIN);
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      String place = row.getLong(1) + "/" + row.getLong(2);
      return Optional.of(
          new Finding(
              Finding.Kind.BROKEN_CHAIN,
              place,
              "Event "
                  + row.getString(3)
                  + " at "
                  + place
                  + " does not continue its aggregate's chain"));
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot read the chains of the aggregates", e);
    }
  }

  private Connection reading() throws SQLException {
    Connection connection = database.getConnection();
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    return connection;
  }

  /** Rows come along the index of their order, from the first on; sorting would hold up all. */
  private Connection readingInOrder() throws SQLException {
    Connection connection = reading();
    try (Statement settings = connection.createStatement()) {
      settings.execute("set local enable_sort = off");
    }
    return connection;
  }

  private static Leaf lastOf(Connection connection, long seal) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SEALS)) {
      statement.setLong(1, seal);
      statement.setLong(2, seal);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("Seal " + seal + " disappeared during the verification");
        }
        return Seal.read(row).last();
      }
    }
  }

  private static Optional<Leaf> place(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      return row.next()
          ? Optional.of(new Leaf(row.getLong(1), row.getLong(2), row.getBytes(3)))
          : Optional.empty();
    }
  }

  private static void bindRange(PreparedStatement statement, Leaf after, Leaf upTo)
      throws SQLException {
    statement.setString(1, Long.toString(after.transaction()));
    statement.setLong(2, after.index());
    statement.setString(3, Long.toString(upTo.transaction()));
    statement.setLong(4, upTo.index());
  }

  private static Optional<End> end(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LAST_SEAL);
        ResultSet row = statement.executeQuery()) {
      return row.next()
          ? Optional.of(
              new End(
                  row.getLong(1) + "/" + row.getLong(2),
                  row.getObject(3, OffsetDateTime.class).toInstant()))
          : Optional.empty();
    }
  }

  private long count(String sql) throws SQLException {
    try (Connection connection = reading()) {
      return number(connection, sql);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * An event as its row has it now.
   *
   * @param leaf its place, and the hash computed from what the row says
   * @param storedHash the hash that the row claims
   */
  private record Row(Leaf leaf, byte[] storedHash, String eventId, String eventType) {

    boolean isIntact() {
      return Arrays.equals(leaf.hash(), storedHash);
    }

    @Override
    public String toString() {
      return "Event " + eventId + " (" + eventType + ")";
    }
  }

  /** Reads events one after another and computes their hashes. */
  private final class EventReader {

    private final ResultSet result;
    private final EventDigest digest = new EventDigest();
    private @Nullable Row current;
    private long read;

    EventReader(ResultSet result) throws SQLException {
      this.result = result;
      advance();
    }

    @Nullable Row current() {
      return current;
    }

    void advance() throws SQLException {
      if (!result.next()) {
        verified.addAndGet(read);
        read = 0;
        current = null;
        return;
      }
      if (++read % TOLD_EVERY == 0) {
        verified.addAndGet(TOLD_EVERY);
        read = 0;
        if (cancelled.get()) {
          throw new IllegalStateException("The verification was cancelled");
        }
      }
      String eventId = result.getString(3);
      String eventType = result.getString(7);
      byte[] columns =
          digest.ofColumns(
              eventId,
              result.getString(4),
              result.getString(5),
              result.getString(6),
              eventType,
              result.getString(8),
              result.getObject(9, OffsetDateTime.class).toInstant().toString(),
              result.getString(10),
              result.getString(11));
      byte[] hash = digest.chained(result.getBytes(12), columns);
      current =
          new Row(
              new Leaf(result.getLong(1), result.getLong(2), hash),
              result.getBytes(13),
              eventId,
              eventType);
    }
  }
}
