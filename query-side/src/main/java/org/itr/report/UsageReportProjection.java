package org.itr.report;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.itr.credit.CreditEvent.CreditUsageChanged;
import org.itr.credit.CreditEvent.CreditUsageRemoved;
import org.itr.credit.CreditEvent.CreditsCharged;
import org.itr.credit.CreditUsages;
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

/** Adds up usages and their credits by month, consultant and what the bill names. */
@Component
@Order(ProjectionOrder.BEFORE_OBJECTS)
class UsageReportProjection implements Projection {

  private static final String TABLE = "reportusages";
  private static final Sums SUMS =
      Sums.in(
          TABLE,
          List.of("space", "month", "user_id", "invoice_code"),
          List.of("usages", "ticks", "discounted_ticks"));

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
    Space space = event.target().space();
    if (event instanceof CreditsCharged) {
      Row none = RowType.initial(CreditUsages.TYPE);
      Usage.of(RowType.changed(CreditUsages.TYPE, none, event.delta())).add(rows, space, 1);
    } else if (event instanceof CreditUsageChanged) {
      Row before = rows.find(event.target());
      Usage.of(before).add(rows, space, -1);
      Usage.of(RowType.changed(CreditUsages.TYPE, before, event.delta())).add(rows, space, 1);
    } else if (event instanceof CreditUsageRemoved) {
      Usage.of(rows.find(event.target())).add(rows, space, -1);
    }
  }

  /** What of a usage counts. */
  private record Usage(Instant moment, UUID consultant, String code, long ticks, long discount) {

    static Usage of(Row row) {
      return new Usage(
          row.moment("UsageDateTime"),
          row.uuid("UserID"),
          row.text("InvoiceCode"),
          row.number("TotalTicks"),
          row.number("DiscountedTicks"));
    }

    void add(RowChanges rows, Space space, int sign) {
      rows.add(
          SUMS,
          List.of(space.id(), Months.of(moment), consultant, code),
          sign,
          sign * ticks,
          sign * discount);
    }
  }
}
