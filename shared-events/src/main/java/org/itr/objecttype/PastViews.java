package org.itr.objecttype;

import java.time.Instant;
import java.util.Optional;

/**
 * The views of one object as of an earlier time: its events are folded by the projections that
 * maintain the live views. Data erased since then is missing.
 */
public interface PastViews {

  /** The object, or the row of a combined view, as of a time; empty if it did not exist. */
  Optional<Row> find(ObjectKey key, Instant moment);

  /** Whether objects of a type have a past other than their events: whether a view shows them. */
  boolean keeps(ObjectType type);

  /** The object as it was after the given number of its events. */
  Optional<Row> afterEvents(ObjectKey key, long events);
}
