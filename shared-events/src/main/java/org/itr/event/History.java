package org.itr.event;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.itr.objecttype.ObjectKey;

/** The only access to stored events, in the one order in which everybody reads them. */
public interface History {

  /** The global order, for merging the events of several objects. */
  Comparator<TrackedEventMessage<?>> ORDER =
      (one, other) ->
          one.trackingToken().equals(other.trackingToken())
              ? 0
              : one.trackingToken().covers(other.trackingToken()) ? 1 : -1;

  /** The position before the first event. */
  TrackingToken start();

  /**
   * The settled events after a position: no event can be inserted before any of them.
   *
   * @param limit the maximum number
   */
  List<? extends TrackedEventMessage<?>> settledAfter(TrackingToken place, int limit);

  /**
   * The events after a position up to the very last one. This is complete only while writers are
   * blocked.
   */
  List<? extends TrackedEventMessage<?>> allAfter(TrackingToken place, int limit);

  /**
   * The events about some objects after a position and up to a time. They are looked up by
   * aggregate, so the cost does not depend on other events.
   *
   * @param aggregates the aggregates with events about the objects
   * @param limit the maximum number
   */
  List<RecordedEvent> about(
      List<ObjectKey> objects,
      List<ObjectKey> aggregates,
      TrackingToken place,
      Instant until,
      int limit);

  /**
   * The sessions that were members of a group session at any time up to a given time, including
   * those since removed or moved to another group.
   */
  List<ObjectKey> membersEver(ObjectKey group, Instant until);

  /** The event with that id. */
  Optional<RecordedEvent> find(UUID id);

  /** The position in the global order that the events of the running transaction will have. */
  TrackingToken here();

  /**
   * The events of an object, in order. Events about it from another aggregate, like those of credit
   * accounts about usages, are not included.
   */
  List<? extends TrackedEventMessage<?>> of(ObjectKey object);

  /** The approximate number of events, for showing progress. */
  long size();
}
