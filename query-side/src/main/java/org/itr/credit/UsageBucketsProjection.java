package org.itr.credit;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.itr.credit.CreditEvent.CreditUsageChanged;
import org.itr.credit.CreditEvent.CreditUsageRemoved;
import org.itr.credit.CreditEvent.CreditsCharged;
import org.itr.event.DomainEvent;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Row;
import org.itr.view.ObjectProjection;
import org.itr.view.Projection;
import org.itr.view.ProjectionOrder;
import org.itr.view.RowChanges;
import org.itr.view.Sums;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Adds usages up as they come, so that a year of them answers in the time of a page: by month, and
 * by quarter of an hour for what falls into another month in another time zone.
 */
@Component
@Order(ProjectionOrder.BEFORE_OBJECTS)
class UsageBucketsProjection implements Projection {

  private static final long BUCKET_SECONDS = Duration.ofMinutes(15).toSeconds();

  private static final String QUARTERS = "creditusagebuckets";
  private static final String MONTHS = "creditusagemonths";
  private static final Sums BY_QUARTER = sumsIn(QUARTERS);
  private static final Sums BY_MONTH = sumsIn(MONTHS);

  private static Sums sumsIn(String table) {
    return Sums.in(
        table,
        List.of("space", "starts_at", "invoice_code"),
        List.of("usages", "ticks", "discounted_ticks"));
  }

  @Override
  public List<String> tables() {
    return List.of(QUARTERS, MONTHS);
  }

  @Override
  public List<Class<? extends Projection>> reads() {
    return List.of(ObjectProjection.class);
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
    long second = usage.moment.getEpochSecond();
    Instant quarter = Instant.ofEpochSecond(second - Math.floorMod(second, BUCKET_SECONDS));
    Instant month =
        YearMonth.from(usage.moment.atOffset(ZoneOffset.UTC))
            .atDay(1)
            .atStartOfDay()
            .toInstant(ZoneOffset.UTC);
    add(rows, BY_QUARTER, target, quarter, usage, sign);
    add(rows, BY_MONTH, target, month, usage, sign);
  }

  private static void add(
      RowChanges rows, Sums sums, ObjectKey target, Instant start, Usage usage, int sign) {
    rows.add(
        sums,
        List.of(target.space().id(), start, usage.invoiceCode),
        sign,
        sign * usage.ticks,
        sign * usage.discountedTicks);
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
