package org.itr.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.itr.event.History;
import org.itr.objecttype.Row;
import org.itr.session.SessionStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Answers from the tables of sums; the moment and the figures are of one snapshot. */
@Component
class DatabaseReports implements Reports {

  private static final int ROWS_A_FETCH = 500;
  private static final List<String> CONSULTANT =
      Stream.of(Grouping.COMPANY, Grouping.CONSULTANT)
          .flatMap(grouping -> grouping.columns().stream())
          .map(Column::name)
          .toList();

  private final NamedParameterJdbcTemplate database;
  private final JdbcTemplate jdbc;
  private final History history;
  private final TransactionTemplate reading;

  DatabaseReports(
      DataSource source, History history, PlatformTransactionManager transactionManager) {
    this.jdbc = new JdbcTemplate(source);
    this.jdbc.setFetchSize(ROWS_A_FETCH);
    this.database = new NamedParameterJdbcTemplate(jdbc);
    this.history = history;
    this.reading = new TransactionTemplate(transactionManager);
    this.reading.setReadOnly(true);
    this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  @Override
  public void figures(ReportRequest request, Reader reader) {
    Map<String, Long> total = new HashMap<>();
    read(
        ReportSql.figures(request),
        parameters(request),
        reader,
        row -> {
          Map<String, Long> sums = sums(request.report(), row);
          sums.forEach((name, number) -> total.merge(name, number, Long::sum));
          Map<String, @Nullable Object> shown = figures(request.report(), sums);
          for (Grouping grouping : request.by()) {
            for (Column column : grouping.columns()) {
              shown.put(column.name(), value(row, column));
            }
          }
          reader.row(shown::get);
        },
        () -> reader.total(figures(request.report(), total)::get));
  }

  @Override
  public void rows(ReportRequest request, long offset, int limit, Reader reader) {
    List<Column> columns = request.rowColumns();
    MapSqlParameterSource parameters =
        parameters(request)
            .addValue("offset", offset)
            .addValue("limit", limit < 0 ? null : limit, java.sql.Types.INTEGER);
    read(
        ReportSql.rows(request),
        parameters,
        reader,
        row -> {
          Map<String, @Nullable Object> shown = new HashMap<>();
          for (Column column : columns) {
            shown.put(column.name(), value(row, column));
          }
          reader.row(shown::get);
        },
        () -> {});
  }

  @Override
  public void consultants(
      @Nullable UUID company,
      @Nullable UUID consultant,
      boolean namesMasterUsers,
      Consumer<Row> reader) {
    MapSqlParameterSource parameters =
        new MapSqlParameterSource()
            .addValue("company", company)
            .addValue("consultant", consultant)
            .addValue("namesMasterUsers", namesMasterUsers);
    // Rows come in portions within a transaction alone.
    reading.executeWithoutResult(
        status ->
            database.query(
                ReportSql.consultants(company, consultant),
                parameters,
                (ResultSet row) -> {
                  Map<String, @Nullable Object> told = new HashMap<>();
                  for (String name : CONSULTANT) {
                    told.put(name, row.getObject(name));
                  }
                  reader.accept(told::get);
                }));
  }

  private interface Rows {
    void next(ResultSet row) throws SQLException;
  }

  private void read(
      String sql, MapSqlParameterSource parameters, Reader reader, Rows rows, Runnable atEnd) {
    reading.executeWithoutResult(
        status -> {
          Instant now =
              Objects.requireNonNull(jdbc.queryForObject("select now()", OffsetDateTime.class))
                  .toInstant();
          reader.begin(new AsOf(now, history.size()));
          database.query(sql, parameters, (ResultSet row) -> rows.next(row));
          atEnd.run();
        });
  }

  /** What the statements of a request are bound to. */
  static MapSqlParameterSource parameters(ReportRequest request) {
    return new MapSqlParameterSource()
        .addValue("from", request.from().atDay(1))
        .addValue("to", request.to().atDay(1))
        .addValue("start", start(request.from()))
        .addValue("end", start(request.to().plusMonths(1)))
        .addValue("company", request.company())
        .addValue("consultant", request.consultant())
        .addValue("test", request.test())
        .addValue("billedAs", request.billedAs())
        .addValue("group", request.group())
        .addValue("ready", SessionStatus.READY)
        .addValue("done", SessionStatus.DONE)
        .addValue("namesMasterUsers", request.namesMasterUsers());
  }

  private static OffsetDateTime start(YearMonth month) {
    return month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
  }

  private static Map<String, Long> sums(Report report, ResultSet row) throws SQLException {
    Map<String, Long> sums = new HashMap<>();
    List<String> names =
        switch (report) {
          case USAGE -> List.of("usages", "ticks", "discounted");
          case SESSIONS -> List.of("planned", "started", "finished");
          case TESTS -> List.of("started", "finished");
          case GROUPS -> List.of("groups", "ready", "inprogress", "done");
        };
    for (String name : names) {
      sums.put(name, row.getLong(name));
    }
    if (report == Report.SESSIONS || report == Report.TESTS) {
      for (String name : Durations.COLUMNS) {
        sums.put(name, row.getLong(name));
      }
    }
    return sums;
  }

  /** The figures that people are shown, made of the sums. */
  private static Map<String, @Nullable Object> figures(Report report, Map<String, Long> sums) {
    Map<String, @Nullable Object> figures = new HashMap<>();
    switch (report) {
      case USAGE -> {
        figures.put("Usages", of(sums, "usages"));
        figures.put("Credits", of(sums, "ticks"));
        figures.put("Discount", of(sums, "discounted"));
      }
      case SESSIONS, TESTS -> {
        figures.put("Planned", of(sums, "planned"));
        figures.put("Started", of(sums, "started"));
        figures.put("Finished", of(sums, "finished"));
        figures.put(
            "AverageMinutes", rounded(Durations.average(of(sums, "timed"), of(sums, "seconds"))));
        figures.put(
            "MedianMinutes",
            rounded(
                Durations.median(
                    of(sums, "seconds"),
                    Durations.BUCKETS.stream().mapToLong(name -> of(sums, name)).toArray())));
      }
      case GROUPS -> {
        figures.put("Groups", of(sums, "groups"));
        figures.put("Ready", of(sums, "ready"));
        figures.put("InProgress", of(sums, "inprogress"));
        figures.put("Done", of(sums, "done"));
        figures.put("Members", of(sums, "ready") + of(sums, "inprogress") + of(sums, "done"));
      }
    }
    return figures;
  }

  private static long of(Map<String, Long> sums, String name) {
    return sums.getOrDefault(name, 0L);
  }

  private static @Nullable Double rounded(@Nullable Double minutes) {
    return minutes == null ? null : Double.valueOf(Math.round(minutes * 10) / 10.0);
  }

  private static @Nullable Object value(ResultSet row, Column column) throws SQLException {
    if (column.kind() == Column.Kind.MOMENT) {
      OffsetDateTime moment = row.getObject(column.name(), OffsetDateTime.class);
      return moment == null ? null : moment.toInstant();
    }
    return row.getObject(column.name());
  }
}
