package org.itr.credit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.itr.objecttype.Row;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes months of the quarters of {@link UsageBucketRow}. */
@Component
class DatabaseUsagePerMonth implements UsagePerMonth {

  private static final int YEARS = 3;
  private static final double SECONDS_AN_HOUR = 3600;

  private final Clock clock;
  @PersistenceContext private EntityManager entities;

  DatabaseUsagePerMonth(Clock clock) {
    this.clock = clock;
  }

  @Override
  @Transactional(readOnly = true)
  public List<Row> perMonth(UUID company, double timeZoneOffset) {
    ZoneOffset zone = ZoneOffset.ofTotalSeconds((int) Math.round(timeZoneOffset * SECONDS_AN_HOUR));
    Instant from =
        Year.now(clock.withZone(zone))
            .minusYears(YEARS - 1L)
            .atDay(1)
            .atStartOfDay()
            .toInstant(zone);
    List<Tuple> quarters =
        entities
            .createQuery(
                """
                select b.startsAt, sum(b.ticks), sum(b.discountedTicks) from UsageBucketRow b
                where b.space = :company and b.startsAt >= :from group by b.startsAt
                """,
                Tuple.class)
            .setParameter("company", company)
            .setParameter("from", from)
            .getResultList();
    Map<YearMonth, long[]> months = new TreeMap<>(Comparator.reverseOrder());
    for (Tuple quarter : quarters) {
      long[] sums =
          months.computeIfAbsent(
              YearMonth.from(quarter.get(0, Instant.class).atOffset(zone)), month -> new long[2]);
      sums[0] += quarter.get(1, Long.class);
      sums[1] += quarter.get(2, Long.class);
    }
    List<Row> rows = new ArrayList<>();
    months.forEach(
        (month, sums) -> {
          Map<String, Object> row =
              Map.of(
                  "year",
                  month.getYear(),
                  "month",
                  month.getMonthValue(),
                  "ticks",
                  sums[0],
                  "discountedticks",
                  sums[1]);
          rows.add(row::get);
        });
    return rows;
  }
}
