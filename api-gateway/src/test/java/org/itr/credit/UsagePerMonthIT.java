package org.itr.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.itr.objecttype.Row;
import org.itr.support.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

class UsagePerMonthIT {

  private static final Instant NOW = Instant.parse("2026-03-31T23:30:00Z");

  private static TestDatabase database;

  private final UUID company = UUID.randomUUID();
  private final List<Usage> usages = new ArrayList<>();
  private final JdbcTemplate jdbc = new JdbcTemplate(database.owner());
  private final DatabaseUsagePerMonth months =
      new DatabaseUsagePerMonth(Clock.fixed(NOW, ZoneOffset.UTC), jdbc);

  private record Usage(Instant moment, String code, long ticks, long discount) {}

  @BeforeAll
  static void connect() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void disconnect() {
    database.close();
  }

  private void use(Usage... all) {
    usages.addAll(List.of(all));
    add(
        "creditusagebuckets",
        "date_bin('15 minutes', ?::timestamptz, '2000-01-01 00:00:00Z'::timestamptz)",
        all);
    add("creditusagemonths", "date_trunc('month', ?::timestamptz, 'UTC')", all);
  }

  private void add(String table, String start, Usage... all) {
    jdbc.batchUpdate(
        """
        insert into %s as b values (?, %s, ?, 1, ?, ?) on conflict (space, starts_at, invoice_code) do update
        set usages = b.usages + 1, ticks = b.ticks + excluded.ticks,
            discounted_ticks = b.discounted_ticks + excluded.discounted_ticks
        """
            .formatted(table, start),
        Arrays.stream(all)
            .map(
                usage ->
                    new Object[] {
                      company,
                      usage.moment().toString(),
                      usage.code(),
                      usage.ticks(),
                      usage.discount()
                    })
            .toList());
  }

  private static String text(Row row) {
    return row.number("year")
        + "-"
        + row.number("month")
        + ": "
        + row.number("ticks")
        + " "
        + row.number("discountedticks");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 5.75, 14, 18, -0.5, -9.5, -18})
  void months_begin_at_the_midnight_of_the_caller(double hours) {
    Random random = new Random(7);
    List<Usage> all = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Instant moment =
          YearMonth.of(2023, 11)
              .plusMonths(random.nextInt(30))
              .atDay(1)
              .atStartOfDay()
              .toInstant(ZoneOffset.UTC)
              .plus(Duration.ofMinutes(random.nextInt(80 * 60) - 40 * 60));
      all.add(new Usage(moment, "T" + i % 3, random.nextInt(100), random.nextInt(10)));
    }
    use(all.toArray(Usage[]::new));
    ZoneOffset zone = ZoneOffset.ofTotalSeconds((int) (hours * 3600));
    YearMonth first = YearMonth.of(NOW.atOffset(zone).getYear() - 2, 1);
    Map<YearMonth, long[]> expected = new TreeMap<>(Comparator.reverseOrder());
    for (Usage usage : usages) {
      YearMonth month = YearMonth.from(usage.moment().atOffset(zone));
      if (!month.isBefore(first)) {
        long[] sums = expected.computeIfAbsent(month, any -> new long[2]);
        sums[0] += usage.ticks();
        sums[1] += usage.discount();
      }
    }
    List<String> texts = new ArrayList<>();
    expected.forEach(
        (month, sums) ->
            texts.add(
                month.getYear() + "-" + month.getMonthValue() + ": " + sums[0] + " " + sums[1]));

    assertThat(months.perMonth(company, hours)).map(UsagePerMonthIT::text).isEqualTo(texts);
    assertThat(months.perMonth(UUID.randomUUID(), hours)).isEmpty();
  }

  @Test
  void a_year_of_all_companies_has_what_belongs_to_it_for_the_caller() {
    String code = company.toString().substring(0, 8);
    use(
        new Usage(Instant.parse("2025-12-31T23:30:00Z"), code + " early", 3, 1),
        new Usage(Instant.parse("2026-12-31T23:30:00Z"), code + " late", 5, 0));
    assertThat(months.perMonthOfAll(2026, code, 1))
        .map(UsagePerMonthIT::text)
        .containsExactly("2026-1: 3 1");
    assertThat(months.perMonthOfAll(2026, code, 0))
        .map(UsagePerMonthIT::text)
        .containsExactly("2026-12: 5 0");
    assertThat(months.perMonthOfAll(0, code, 1))
        .map(UsagePerMonthIT::text)
        .containsExactly("2027-1: 5 0", "2026-1: 3 1");
    assertThat(months.perMonthOfAll(0, code.toUpperCase(Locale.ROOT) + " EARL", 1))
        .map(row -> row.uuid("ID"))
        .containsExactly(company);
  }

  @Test
  void a_month_whose_usages_are_all_of_another_month_for_the_caller_is_none() {
    use(new Usage(Instant.parse("2026-02-28T23:30:00Z"), "T", 0, 0));
    assertThat(months.perMonth(company, 1))
        .map(UsagePerMonthIT::text)
        .containsExactly("2026-3: 0 0");
  }
}
