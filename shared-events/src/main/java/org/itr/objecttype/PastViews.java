package org.itr.objecttype;

import java.time.Instant;
import java.util.Optional;

/**
 * What the views said of one object at an earlier moment: a fold over the events that are about it,
 * by the projections that keep the views live. What was erased since is not there.
 */
public interface PastViews {

  /**
   * The object, or the row of a combined view, as it was at a moment; empty if it was not there.
   */
  Optional<Row> find(ObjectKey key, Instant moment);

  /** The object as it was after so many of the events that are about it. */
  Optional<Row> afterEvents(ObjectKey key, long events);
}
