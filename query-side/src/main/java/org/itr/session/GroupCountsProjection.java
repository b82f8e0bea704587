package org.itr.session;

import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.itr.event.DomainEvent;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.view.Counted;
import org.itr.view.ObjectProjection;
import org.itr.view.Projection;
import org.itr.view.ProjectionOrder;
import org.itr.view.RowChanges;
import org.itr.view.Sums;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Counts the members of group sessions by their progress, as they come, go, start and finish. */
@Component
@Order(ProjectionOrder.BEFORE_OBJECTS)
public class GroupCountsProjection implements Projection {

  private static final String GROUP = "GroupSessionID";
  private static final String STATUS = "Status";
  private static final List<String> FIELDS = List.of(GROUP, STATUS);

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
    if (event instanceof SessionEvent) {
      Counted.recount(event, rows, FIELDS, Member::of);
    }
  }

  /** Which group a session is in, and how far it is. */
  private record Member(UUID group, long status) implements Counted {

    static Member of(Row session) {
      return new Member(session.uuid(GROUP), session.number(STATUS));
    }

    @Override
    public void count(RowChanges rows, ObjectKey session, int sign) {
      if (group.equals(Space.MASTER.id()) || group.equals(session.uuid())) {
        return;
      }
      boolean isReady = status <= SessionStatus.READY;
      boolean isDone = status >= SessionStatus.DONE;
      rows.add(
          COUNTS,
          List.of(session.space().id(), group),
          isReady ? sign : 0,
          isReady || isDone ? 0 : sign,
          isDone ? sign : 0);
    }
  }
}
