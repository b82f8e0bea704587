package org.itr.credit;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.itr.objecttype.Row;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes the caller's months of months in UTC. They differ by the hours between the two midnights at
 * one end of each month: these are taken from the quarters of an hour, which begin at the same
 * moments in every time zone, and moved to the month that they belong to for the caller.
 */
@Component
class DatabaseUsagePerMonth implements UsagePerMonth {

  private static final int YEARS = 3;
  private static final double SECONDS_AN_HOUR = 3600;

  /** The caller's months, by company and invoice code; a month without a usage left is none. */
  private static final String LOCAL_MONTHS =
      """
      with utc_month as (
        select space, invoice_code, starts_at at time zone 'UTC' as month, usages, ticks, discounted_ticks
        from creditusagemonths
        where %s
          and starts_at >= cast(:first as timestamp) at time zone 'UTC' - interval '1 month'
          and starts_at < cast(:end as timestamp) at time zone 'UTC' + interval '1 month'
      ), company_month as (
        select distinct space, month,
               case when :ahead > 0 then month + interval '1 month' - make_interval(secs => :ahead) else month end
                 at time zone 'UTC' as moves_from,
               case when :ahead > 0 then month + interval '1 month' else month - make_interval(secs => :ahead) end
                 at time zone 'UTC' as moves_until,
               month + case when :ahead > 0 then interval '1 month' else interval '-1 month' end as moves_to
        from utc_month
      ), moved as (
        select m.space, q.invoice_code, m.month, m.moves_to, q.usages, q.ticks, q.discounted_ticks
        from company_month m
          cross join lateral (
            select invoice_code, sum(usages) as usages, sum(ticks) as ticks, sum(discounted_ticks) as discounted_ticks
            from creditusagebuckets
            where space = m.space and starts_at >= m.moves_from and starts_at < m.moves_until
            group by invoice_code) q
      ), usage as (
        select space, invoice_code, month, usages, ticks, discounted_ticks from utc_month
        union all
        select space, invoice_code, moves_to, usages, ticks, discounted_ticks from moved
        union all
        select space, invoice_code, month, -usages, -ticks, -discounted_ticks from moved
      ), local_month as (
        select space, invoice_code, month, sum(ticks)::bigint as ticks, sum(discounted_ticks)::bigint as discountedticks
        from usage
        where month >= cast(:first as timestamp) and month < cast(:end as timestamp)
        group by space, invoice_code, month
        having sum(usages) > 0
      )
      """;

  private static final String PER_MONTH =
      LOCAL_MONTHS.formatted("space = :space")
          + """
          select extract(year from month)::int as year, extract(month from month)::int as month,
                 sum(ticks)::bigint as ticks, sum(discountedticks)::bigint as discountedticks
          from local_month group by local_month.month
          order by local_month.month desc
          """;

  private static final String PER_MONTH_OF_ALL =
      LOCAL_MONTHS.formatted("true")
          + """
          select extract(year from month)::int as year, extract(month from month)::int as month, ticks, discountedticks,
                 invoice_code as "InvoiceCode", coalesce(company_name, '') as "CompanyName", u.space as "ID"
          from local_month u
            left join companies c on c.space = '00000000-0000-0000-0000-000000000000' and c.id = u.space
          where strpos(lower(coalesce(company_name, '')), :search) > 0 or strpos(lower(invoice_code), :search) > 0
          order by u.month desc, company_name, u.space, invoice_code
          """;

  private static final LocalDate BEFORE_ALL = LocalDate.of(1, 2, 1);
  private static final LocalDate AFTER_ALL = LocalDate.of(9999, 1, 1);

  private final Clock clock;
  private final JdbcClient database;

  DatabaseUsagePerMonth(Clock clock, JdbcTemplate jdbc) {
    this.clock = clock;
    this.database = JdbcClient.create(jdbc);
  }

  @Override
  public List<Row> perMonth(UUID company, double timeZoneOffset) {
    ZoneOffset zone = ZoneOffset.ofTotalSeconds(seconds(timeZoneOffset));
    LocalDate first = Year.now(clock.withZone(zone)).minusYears(YEARS - 1L).atDay(1);
    return rows(
        database
            .sql(PER_MONTH)
            .param("space", company)
            .param("first", first)
            .param("end", AFTER_ALL)
            .param("ahead", seconds(timeZoneOffset)));
  }

  @Override
  public List<Row> perMonthOfAll(int year, String search, double timeZoneOffset) {
    return rows(
        database
            .sql(PER_MONTH_OF_ALL)
            .param("first", year == 0 ? BEFORE_ALL : LocalDate.of(year, 1, 1))
            .param("end", year == 0 ? AFTER_ALL : LocalDate.of(year + 1, 1, 1))
            .param("ahead", seconds(timeZoneOffset))
            .param("search", search.toLowerCase(Locale.ROOT)));
  }

  private static int seconds(double hours) {
    return (int) Math.round(hours * SECONDS_AN_HOUR);
  }

  private static List<Row> rows(JdbcClient.StatementSpec statement) {
    return statement.query().listOfRows().stream().<Row>map(row -> row::get).toList();
  }
}
