package org.itr.credit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.itr.credit.CreditEvent.CreditUsageChanged;
import org.itr.credit.CreditEvent.CreditUsageRemoved;
import org.itr.credit.CreditEvent.CreditsCharged;
import org.itr.objecttype.Delta;
import org.itr.objecttype.ObjectKey;
import org.itr.view.Projection;
import org.itr.view.ProjectionOrder;
import org.itr.view.RowKey;
import org.itr.view.RowType;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Adds usages up as they come, so that a year of them answers in the time of a page. */
@Component
@Order(ProjectionOrder.BEFORE_OBJECTS)
@ProcessingGroup("views")
class UsageBucketsProjection implements Projection {

  private static final long BUCKET_SECONDS = Duration.ofMinutes(15).toSeconds();

  @PersistenceContext private EntityManager entities;

  @Override
  public List<String> tables() {
    return List.of("creditusagebuckets");
  }

  @EventHandler
  void on(CreditsCharged event) {
    Usage usage = Usage.NONE.with(event.delta());
    add(event.target(), usage, 1);
  }

  @EventHandler
  void on(CreditUsageChanged event) {
    Usage before = current(event.target());
    add(event.target(), before, -1);
    add(event.target(), before.with(event.delta()), 1);
  }

  @EventHandler
  void on(CreditUsageRemoved event) {
    add(event.target(), current(event.target()), -1);
  }

  private Usage current(ObjectKey target) {
    CreditUsageRow row =
        entities.find(CreditUsageRow.class, new RowKey(target.space().id(), target.uuid()));
    return new Usage(row.usageDateTime, row.invoiceCode, row.totalTicks, row.discountedTicks);
  }

  private void add(ObjectKey target, Usage usage, int sign) {
    UUID space = target.space().id();
    long second = usage.moment.getEpochSecond();
    Instant start = Instant.ofEpochSecond(second - Math.floorMod(second, BUCKET_SECONDS));
    UsageBucketRow row =
        entities.find(
            UsageBucketRow.class, new UsageBucketRow.Key(space, start, usage.invoiceCode));
    if (row == null) {
      row = new UsageBucketRow();
      row.space = space;
      row.startsAt = start;
      row.invoiceCode = usage.invoiceCode;
      entities.persist(row);
    }
    row.usages += sign;
    row.ticks += sign * usage.ticks;
    row.discountedTicks += sign * usage.discountedTicks;
    if (row.usages == 0) {
      entities.remove(row);
      entities.flush();
    }
  }

  /** What a usage adds to its bucket. */
  private record Usage(Instant moment, String invoiceCode, long ticks, long discountedTicks) {

    static final Usage NONE =
        new Usage(
            (Instant)
                RowType.typed(
                    CreditUsages.TYPE.field("UsageDateTime"),
                    CreditUsages.TYPE.field("UsageDateTime").initial()),
            "",
            0,
            0);

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
