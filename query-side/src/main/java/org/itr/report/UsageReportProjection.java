package org.itr.report;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.itr.credit.CreditUsages;
import org.itr.event.DomainEvent;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Row;
import org.itr.sessiontest.SessionTestEvent.SessionTestBilled;
import org.itr.view.Counted;
import org.itr.view.ObjectProjection;
import org.itr.view.Projection;
import org.itr.view.ProjectionOrder;
import org.itr.view.RowChanges;
import org.itr.view.Sums;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Adds up usages and their credits by month, consultant, test and what the bill names. Usages that
 * were entered by hand are of no test.
 */
@Component
@Order(ProjectionOrder.BEFORE_OBJECTS)
class UsageReportProjection implements Projection {

  private static final String TABLE = "reportusages";
  private static final Sums SUMS =
      Sums.in(
          TABLE,
          List.of("space", "month", "user_id", "invoice_code", "test_id"),
          List.of("usages", "ticks", "discounted_ticks"));

  private static final List<String> FIELDS =
      List.of("UsageDateTime", "UserID", "InvoiceCode", "TotalTicks", "DiscountedTicks");

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
    if (event.target().objectType().equals(CreditUsages.TYPE)) {
      Counted.recount(event, rows, FIELDS, Usage::of);
    }
    if (event instanceof SessionTestBilled billed) {
      ObjectKey usage = CreditUsages.of(billed.target());
      Row row = rows.find(usage);
      if (row != null) {
        Usage charged = Usage.of(row);
        charged.count(rows, usage, -1);
        charged.of(billed.testId()).count(rows, usage, 1);
      }
    }
  }

  /** What of a usage counts. */
  private record Usage(
      Instant moment, UUID consultant, String code, UUID test, long ticks, long discount)
      implements Counted {

    static Usage of(Row row) {
      return new Usage(
          row.moment("UsageDateTime"),
          row.uuid("UserID"),
          row.text("InvoiceCode"),
          row.uuid("TestID"),
          row.number("TotalTicks"),
          row.number("DiscountedTicks"));
    }

    Usage of(UUID billedTest) {
      return new Usage(moment, consultant, code, billedTest, ticks, discount);
    }

    @Override
    public void count(RowChanges rows, ObjectKey usage, int sign) {
      rows.add(
          SUMS,
          List.of(usage.space().id(), Months.of(moment), consultant, code, test),
          sign,
          sign * ticks,
          sign * discount);
    }
  }
}
