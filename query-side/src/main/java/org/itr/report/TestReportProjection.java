package org.itr.report;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.itr.event.DomainEvent;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Row;
import org.itr.session.SessionStatus;
import org.itr.sessiontest.SessionTestEvent;
import org.itr.view.Counted;
import org.itr.view.ObjectProjection;
import org.itr.view.Projection;
import org.itr.view.ProjectionOrder;
import org.itr.view.RowChanges;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Counts session tests in the months in which they were started and finished, by test. A page of
 * answers changes nothing of it.
 */
@Component
@Order(ProjectionOrder.BEFORE_OBJECTS)
class TestReportProjection implements Projection {

  private static final String TABLE = "reporttests";
  private static final ReportSums SUMS =
      new ReportSums(TABLE, "test_id", List.of("started", "finished"));

  private static final List<String> FIELDS = List.of("TestID", "TestStart", "TestEnd", "Status");

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
    if (event instanceof SessionTestEvent) {
      Counted.recount(event, rows, FIELDS, Progress::of);
    }
  }

  /** What of a session test counts. */
  private record Progress(UUID test, Instant started, Instant ended, long status)
      implements Counted {

    static Progress of(Row row) {
      return new Progress(
          row.uuid("TestID"), row.moment("TestStart"), row.moment("TestEnd"), row.number("Status"));
    }

    @Override
    public void count(RowChanges rows, ObjectKey sessionTest, int sign) {
      if (Months.isSet(started)) {
        SUMS.add(rows, sessionTest, started, test, sign, List.of(1L, 0L), null);
      }
      if (status >= SessionStatus.DONE && Months.isSet(ended)) {
        SUMS.add(
            rows,
            sessionTest,
            ended,
            test,
            sign,
            List.of(0L, 1L),
            Durations.seconds(started, ended));
      }
    }
  }
}
