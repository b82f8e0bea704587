package org.itr.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.itr.event.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a stored event, as docs/event-store.md lays it out: anybody can compute it again from
 * the columns of the row. Not for several threads.
 */
public final class EventDigest {

  private final MessageDigest sha256;

  /** A digest for any number of events, one after another. */
  public EventDigest() {
    this.sha256 = Sha256.digest();
  }

  /**
   * The SHA-256 of what a row says: each column with its length in front.
   *
   * @param columns event_id, aggregate_id, sequence_number, aggregate_type, event_type, revision,
   *     occurred_at, payload and metadata, as text
   */
  public byte[] ofColumns(String... columns) {
    for (String column : columns) {
      byte[] bytes = column.getBytes(StandardCharsets.UTF_8);
      sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      sha256.update(bytes);
    }
    return sha256.digest();
  }

  /**
   * The hash of the row: it takes in the hash of the event before it in the same aggregate.
   *
   * @param previous null for the first event of an aggregate
   */
  public byte[] chained(byte @Nullable [] previous, byte[] ofColumns) {
    if (previous != null) {
      sha256.update(previous);
    }
    return sha256.digest(ofColumns);
  }
}
