package org.itr.session;

import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.itr.event.DomainEvent;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.view.ObjectProjection;
import org.itr.view.Projection;
import org.itr.view.ProjectionOrder;
import org.itr.view.RowChanges;
import org.itr.view.RowType;
import org.itr.view.Sums;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Counts the members of group sessions by their progress, as they come, go, start and finish. */
@Component
@Order(ProjectionOrder.BEFORE_OBJECTS)
public class GroupCountsProjection implements Projection {

  private static final String GROUP = "GroupSessionID";
  private static final String STATUS = "Status";

  /** The table of the counts. */
  public static final String TABLE = "groupcounts";

  /** The counts of a group session, by space and ID: ready, in progress, done. */
  public static final Sums COUNTS =
      Sums.in(
          TABLE,
          List.of("space", "group_session_id"),
          List.of("readycount", "inprogresscount", "donecount"));

  @Override
  public List<String> tables() {
    return List.of(TABLE);
  }

  @Override
  public List<Class<? extends Projection>> reads() {
    return List.of(ObjectProjection.class);
  }

  @Override
  public void on(DomainEvent event, EventMessage<?> message, RowChanges rows) {
    if (!(event instanceof SessionEvent) || event instanceof DomainEvent.Notes) {
      return;
    }
    boolean isNew = event instanceof DomainEvent.Creates;
    boolean isGone = event instanceof DomainEvent.Removes;
    if (!isNew && !isGone && !event.delta().touches(GROUP) && !event.delta().touches(STATUS)) {
      return;
    }
    Row row = isNew ? RowType.initial(Sessions.TYPE) : rows.find(event.target());
    if (row == null) {
      throw new IllegalStateException("No row of a session that changes");
    }
    Member before = Member.of(row);
    Member after = Member.of(RowType.changed(Sessions.TYPE, row, event.delta()));
    UUID session = event.target().uuid();
    Space space = event.target().space();
    if (!isGone && after.isOfAnother(session)) {
      after.count(rows, space, 1);
    }
    if (!isNew && before.isOfAnother(session)) {
      before.count(rows, space, -1);
    }
  }

  /** Which group a session is in, and how far it is. */
  private record Member(UUID group, long status) {

    static Member of(Row session) {
      return new Member(session.uuid(GROUP), session.number(STATUS));
    }

    boolean isOfAnother(UUID session) {
      return !group.equals(Space.MASTER.id()) && !group.equals(session);
    }

    void count(RowChanges rows, Space space, long number) {
      boolean isReady = status <= SessionStatus.READY;
      boolean isDone = status >= SessionStatus.DONE;
      rows.add(
          COUNTS,
          List.of(space.id(), group),
          isReady ? number : 0,
          isReady || isDone ? 0 : number,
          isDone ? number : 0);
    }
  }
}
