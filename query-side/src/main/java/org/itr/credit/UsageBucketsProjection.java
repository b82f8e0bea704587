package org.itr.credit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.itr.credit.CreditEvent.CreditUsageChanged;
import org.itr.credit.CreditEvent.CreditUsageRemoved;
import org.itr.credit.CreditEvent.CreditsCharged;
import org.itr.event.DomainEvent;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Row;
import org.itr.view.Projection;
import org.itr.view.ProjectionOrder;
import org.itr.view.RowChanges;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Adds usages up as they come, so that a year of them answers in the time of a page. */
@Component
@Order(ProjectionOrder.BEFORE_OBJECTS)
class UsageBucketsProjection implements Projection {

  private static final long BUCKET_SECONDS = Duration.ofMinutes(15).toSeconds();

  private static final String ADD =
      """
      insert into creditusagebuckets as bucket (space, starts_at, invoice_code, usages, ticks, discounted_ticks)
      select ?, ?, ?, ?, ?, ?
      on conflict (space, starts_at, invoice_code) do update
      set usages = bucket.usages + excluded.usages, ticks = bucket.ticks + excluded.ticks,
          discounted_ticks = bucket.discounted_ticks + excluded.discounted_ticks
      """;

  private static final String DROP_EMPTY =
      "delete from creditusagebuckets where space = ? and starts_at = ? and invoice_code = ? and usages = 0";

  @Override
  public List<String> tables() {
    return List.of("creditusagebuckets");
  }

  @Override
  public void on(DomainEvent event, EventMessage<?> message, RowChanges rows) {
    if (event instanceof CreditsCharged) {
      add(rows, event.target(), Usage.NONE.with(event.delta()), 1);
    } else if (event instanceof CreditUsageChanged) {
      Usage before = current(rows, event.target());
      add(rows, event.target(), before, -1);
      add(rows, event.target(), before.with(event.delta()), 1);
    } else if (event instanceof CreditUsageRemoved) {
      add(rows, event.target(), current(rows, event.target()), -1);
    }
  }

  private static Usage current(RowChanges rows, ObjectKey target) {
    Row row = rows.find(target);
    return new Usage(
        row.moment("UsageDateTime"),
        row.text("InvoiceCode"),
        row.number("TotalTicks"),
        row.number("DiscountedTicks"));
  }

  private static void add(RowChanges rows, ObjectKey target, Usage usage, int sign) {
    Object space = target.space().id();
    long second = usage.moment.getEpochSecond();
    Instant start = Instant.ofEpochSecond(second - Math.floorMod(second, BUCKET_SECONDS));
    rows.afterwards(
        ADD,
        space,
        start,
        usage.invoiceCode,
        (long) sign,
        sign * usage.ticks,
        sign * usage.discountedTicks);
    if (sign < 0) {
      rows.afterwards(DROP_EMPTY, space, start, usage.invoiceCode);
    }
  }

  /** What a usage adds to its bucket. */
  private record Usage(Instant moment, String invoiceCode, long ticks, long discountedTicks) {

    static final Usage NONE =
        new Usage(
            Instant.parse((String) CreditUsages.TYPE.field("UsageDateTime").initial()), "", 0, 0);

    Usage with(Delta delta) {
      return new Usage(
          delta.touches("UsageDateTime")
              ? Instant.parse((String) delta.after("UsageDateTime"))
              : moment,
          delta.touches("InvoiceCode") ? (String) delta.after("InvoiceCode") : invoiceCode,
          delta.touches("TotalTicks") ? ((Number) delta.after("TotalTicks")).longValue() : ticks,
          delta.touches("DiscountedTicks")
              ? ((Number) delta.after("DiscountedTicks")).longValue()
              : discountedTicks);
    }
  }
}
