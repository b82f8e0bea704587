package org.itr.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.OptionalLong;
import org.axonframework.eventhandling.TrackingToken;

/**
 * A position in the global order of events: all events up to it are known, even if their
 * transactions committed out of order. PostgreSQL assigns a transaction's id before its rows become
 * visible, so events are ordered by that id first, and a reader stops before the oldest transaction
 * still running.
 *
 * @param transaction the id of the transaction that added the last event read
 * @param index the global index of that event
 */
public record CommitOrderToken(
    @JsonProperty("transaction") long transaction, @JsonProperty("index") long index)
    implements TrackingToken {

  /** Before the first event. */
  public static final CommitOrderToken START = new CommitOrderToken(0, 0);

  @Override
  public TrackingToken lowerBound(TrackingToken other) {
    return covers(other) ? other : this;
  }

  @Override
  public TrackingToken upperBound(TrackingToken other) {
    return covers(other) ? this : other;
  }

  @Override
  public boolean covers(TrackingToken other) {
    if (other == null) {
      return true;
    }
    CommitOrderToken place = (CommitOrderToken) other;
    return transaction > place.transaction
        || (transaction == place.transaction && index >= place.index);
  }

  /** As verification names places. */
  @Override
  public String toString() {
    return transaction + "/" + index;
  }

  @Override
  public OptionalLong position() {
    return OptionalLong.of(index);
  }
}
