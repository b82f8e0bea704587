package org.itr.report;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.itr.event.DomainEvent;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Row;
import org.itr.session.GroupSessionsView;
import org.itr.session.SessionEvent;
import org.itr.session.SessionStatus;
import org.itr.view.Counted;
import org.itr.view.ObjectProjection;
import org.itr.view.Projection;
import org.itr.view.ProjectionOrder;
import org.itr.view.RowChanges;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Counts sessions in the months in which they were planned, started and finished, by consultant.
 * Sessions that represent a group or a public session are not counted.
 */
@Component
@Order(ProjectionOrder.BEFORE_OBJECTS)
class SessionReportProjection implements Projection {

  private static final String TABLE = "reportsessions";
  private static final ReportSums SUMS =
      new ReportSums(TABLE, "user_id", List.of("planned", "started", "finished"));

  private static final List<String> FIELDS =
      List.of("SessionType", "ManagedByUserID", "CreateDate", "StartedAt", "EndedAt", "Status");

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
      Counted.recount(event, rows, FIELDS, Progress::of);
    }
  }

  /** What of a session counts. */
  private record Progress(
      long type, UUID consultant, Instant planned, Instant started, Instant ended, long status)
      implements Counted {

    static Progress of(Row row) {
      return new Progress(
          row.number("SessionType"),
          row.uuid("ManagedByUserID"),
          row.moment("CreateDate"),
          row.moment("StartedAt"),
          row.moment("EndedAt"),
          row.number("Status"));
    }

    @Override
    public void count(RowChanges rows, ObjectKey session, int sign) {
      if (GroupSessionsView.isGroup(type)) {
        return;
      }
      if (Months.isSet(planned)) {
        SUMS.add(rows, session, planned, consultant, sign, List.of(1L, 0L, 0L), null);
      }
      if (Months.isSet(started)) {
        SUMS.add(rows, session, started, consultant, sign, List.of(0L, 1L, 0L), null);
      }
      if (status >= SessionStatus.DONE && Months.isSet(ended)) {
        SUMS.add(
            rows,
            session,
            ended,
            consultant,
            sign,
            List.of(0L, 0L, 1L),
            Durations.seconds(started, ended));
      }
    }
  }
}
