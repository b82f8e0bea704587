package org.itr.credit;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.itr.event.DomainEvent;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Row;
import org.itr.view.Counted;
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

  private static final List<String> FIELDS =
      List.of("UsageDateTime", "InvoiceCode", "TotalTicks", "DiscountedTicks");

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
    if (event.target().objectType().equals(CreditUsages.TYPE)) {
      Counted.recount(event, rows, FIELDS, Usage::of);
    }
  }

  /** What of a usage counts. */
  private record Usage(Instant moment, String invoiceCode, long ticks, long discountedTicks)
      implements Counted {

    static Usage of(Row row) {
      return new Usage(
          row.moment("UsageDateTime"),
          row.text("InvoiceCode"),
          row.number("TotalTicks"),
          row.number("DiscountedTicks"));
    }

    @Override
    public void count(RowChanges rows, ObjectKey usage, int sign) {
      long second = moment.getEpochSecond();
      Instant quarter = Instant.ofEpochSecond(second - Math.floorMod(second, BUCKET_SECONDS));
      Instant month =
          YearMonth.from(moment.atOffset(ZoneOffset.UTC))
              .atDay(1)
              .atStartOfDay()
              .toInstant(ZoneOffset.UTC);
      add(rows, BY_QUARTER, usage, quarter, sign);
      add(rows, BY_MONTH, usage, month, sign);
    }

    private void add(RowChanges rows, Sums sums, ObjectKey usage, Instant start, int sign) {
      rows.add(
          sums,
          List.of(usage.space().id(), start, invoiceCode),
          sign,
          sign * ticks,
          sign * discountedTicks);
    }
  }
}
