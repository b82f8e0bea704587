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
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.itr.objecttype.Row;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes months of the quarters of {@link UsageBucketRow}. */
@Component
class DatabaseUsagePerMonth implements UsagePerMonth {

  private static final int YEARS = 3;
  private static final double SECONDS_AN_HOUR = 3600;

  /** Quarters begin at the same moments in every time zone, so whole ones fall into the months. */
  private static final String PER_MONTH_OF_ALL =
      """
      select extract(year from local_start)::int as year, extract(month from local_start)::int as month,
             sum(ticks)::bigint as ticks, sum(discounted_ticks)::bigint as discountedticks,
             invoice_code as "InvoiceCode", coalesce(company_name, '') as "CompanyName", space as "ID"
      from (
        select b.space, b.invoice_code, b.ticks, b.discounted_ticks, c.company_name,
               b.starts_at at time zone 'UTC' + make_interval(secs => :seconds) as local_start
        from creditusagebuckets b
          left join companies c on c.space = '00000000-0000-0000-0000-000000000000' and c.id = b.space) usage
      where (:year = 0 or extract(year from local_start) = :year)
        and (strpos(lower(coalesce(company_name, '')), :search) > 0 or strpos(lower(invoice_code), :search) > 0)
      group by 1, 2, space, company_name, invoice_code
      order by 1 desc, 2 desc, company_name, space, invoice_code
      """;

  private final Clock clock;
  private final JdbcClient database;
  @PersistenceContext private EntityManager entities;

  DatabaseUsagePerMonth(Clock clock, JdbcTemplate jdbc) {
    this.clock = clock;
    this.database = JdbcClient.create(jdbc);
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

  @Override
  public List<Row> perMonthOfAll(int year, String search, double timeZoneOffset) {
    return database
        .sql(PER_MONTH_OF_ALL)
        .param("seconds", Math.round(timeZoneOffset * SECONDS_AN_HOUR))
        .param("year", year)
        .param("search", search.toLowerCase(Locale.ROOT))
        .query()
        .listOfRows()
        .stream()
        .<Row>map(row -> row::get)
        .toList();
  }
}
