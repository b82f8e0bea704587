package org.itr.event;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.itr.objecttype.ObjectKey;

/** The one door to what happened: all events in the one order in which everybody reads them. */
public interface History {

  /** The one order of events, for those that were read of several objects. */
  Comparator<TrackedEventMessage<?>> ORDER =
      (one, other) ->
          one.trackingToken().equals(other.trackingToken())
              ? 0
              : one.trackingToken().covers(other.trackingToken()) ? 1 : -1;

  /** The place before the first event. */
  TrackingToken start();

  /**
   * The events after a place, as far as they are settled: no event can come to stand before one of
   * them any more.
   *
   * @param limit how many at most
   */
  List<? extends TrackedEventMessage<?>> settledAfter(TrackingToken place, int limit);

  /**
   * The events after a place up to the very last one. Only while writers are held back is that all
   * there is.
   */
  List<? extends TrackedEventMessage<?>> allAfter(TrackingToken place, int limit);

  /**
   * The events after a place that are about some objects, up to a moment. They are looked up by
   * aggregate, so what else happened on the server does not matter.
   *
   * @param aggregates those that have events about the objects
   * @param limit how many at most
   */
  List<RecordedEvent> about(
      List<ObjectKey> objects,
      List<ObjectKey> aggregates,
      TrackingToken place,
      Instant until,
      int limit);

  /**
   * The sessions that were members of a group session at some time up to a moment, those that are
   * removed or in another group by now as well.
   */
  List<ObjectKey> membersEver(ObjectKey group, Instant until);

  /** The event with that id. */
  Optional<RecordedEvent> find(UUID id);

  /** The place in the order where the events of the running transaction will stand. */
  TrackingToken here();

  /**
   * The events of an object, in their order. What is told of an object by another one, as credit
   * accounts do of usages, is not among them.
   */
  List<? extends TrackedEventMessage<?>> of(ObjectKey object);

  /** How many events there are, roughly; for telling progress. */
  long size();
}
