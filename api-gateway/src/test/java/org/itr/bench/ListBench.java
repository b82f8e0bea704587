package org.itr.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.itr.objecttype.Field;
import org.itr.person.Persons;
import org.postgresql.PGStatement;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Measures logins, the lists that grow long, and what is added up so that it need not be listed.
 */
final class ListBench {

  static final List<String> PARTS =
      List.of("login", "everything", "search", "groups", "months", "reports");

  private static final int ROUNDS = 3;
  private static final int MEMBERS = 100;
  private static final int WARM_UP_LISTS = 20;
  private static final int ROWS_A_FETCH = 500;

  private static final String SEARCH_SQL =
      """
      select allowed_end_date_time, allowed_start_date_time, create_date, description, email, ended_at, first_name, id,
             initials, last_name, started_at, active
      from views.sessionsview
      where space = ? and active and search_text like ?
      order by description, id limit 25
      """;
  private static final String GROUPS_SQL =
      """
      select allowed_end_date_time, allowed_start_date_time, description, id, active, donecount, inprogresscount, readycount
      from views.groupsessionsview
      where space = ? and session_type = 100 and active
      order by description, id limit 25
      """;
  private static final String MONTHS_SQL =
      """
      select extract(year from starts_at)::int, extract(month from starts_at)::int, sum(ticks), sum(discounted_ticks)
      from views.creditusagemonths where space = ? group by starts_at order by starts_at desc
      """;

  private static final String REPORT_SQL =
      """
      select month, sum(usages), sum(ticks), sum(discounted_ticks) from views.reportusages
      where space = ? and month between '2025-01-01' and '2025-12-01' group by month order by month
      """;
  private static final String REPORT_ROWS_SQL =
      """
      select usage_date_time, invoice_code, session_name, user_name, total_ticks, discounted_ticks, user_id, session_id, id
      from views.creditusages where space = ? and usage_date_time >= '2025-01-01Z' and usage_date_time < '2026-01-01Z'
      order by usage_date_time desc, id desc limit 25
      """;

  private final int port;
  private final long server;
  private final Owner owner;
  private final Table table;
  private final Set<String> parts;
  private final double seconds;
  private final int divisor;

  /**
   * @param server the server's process
   * @param divisor which part of the data is enough
   */
  ListBench(
      int port,
      long server,
      Path folder,
      Table table,
      Set<String> parts,
      double seconds,
      int divisor)
      throws IOException {
    this.port = port;
    this.server = server;
    this.owner = new Owner(folder);
    this.table = table;
    this.parts = parts;
    this.seconds = seconds / 2;
    this.divisor = divisor;
  }

  /** Runs what is asked for, as a master user. */
  void run(Http http, String token) throws Exception {
    if (parts.contains("login")) {
      logins(http, token);
    }
    if (parts.contains("everything")) {
      everything(http, token);
    }
    UUID company = company(http, token, "Measured lists");
    ServerBench.enter(http, token, company);
    if (parts.contains("search")) {
      search(token, company);
    }
    if (parts.contains("groups")) {
      groups(token, company);
    }
    if (parts.contains("months")) {
      months(token, company);
    }
    if (parts.contains("reports")) {
      reports(token, company);
    }
  }

  /**
   * A year of many usages, of fifty consultants and ten tests, read by month and by all that there
   * is.
   */
  private void reports(String token, UUID company) throws Exception {
    int many = 1_000_000 / divisor;
    owner.execute(
        """
        insert into views.creditusages (space, id, user_id, company_id, invoice_code, original_ticks, discounted_ticks,
          total_ticks, usage_date_time, session_id, user_name, session_name, test_id)
        select '%1$s', gen_random_uuid(), md5('consultant ' || i %% 50)::uuid, '%1$s', 'Test ' || i %% 10, 5, 1, 4,
          timestamptz '2025-01-01 00:00:00Z' + i * interval '1 year' / %2$d - interval '1 day', gen_random_uuid(), 'User', 'Session',
          md5('test ' || i %% 10)::uuid
        from generate_series(1, %2$d) i
        """
            .formatted(company, many));
    owner.execute(
        """
        insert into views.reportusages (space, month, user_id, invoice_code, test_id, usages, ticks, discounted_ticks)
        select space, date_trunc('month', usage_date_time at time zone 'UTC')::date, user_id, invoice_code, test_id, count(*),
          sum(total_ticks), sum(discounted_ticks)
        from views.creditusages where space = '%1$s' and user_id is not null group by 1, 2, 3, 4, 5
        """
            .formatted(company));
    owner.execute("vacuum analyze views.creditusages, views.reportusages");
    String period = "CompanyID: " + company + "\r\nFromMonth: 2025-01\r\nToMonth: 2025-12\r\n";
    byte[] months = ServerBench.get("reports/usage", token, period);
    byte[] rows = ServerBench.get("reports/usage/rows", token, period + "PageSize: 25\r\n");
    try (HikariDataSource pool = ServerBench.pool(owner)) {
      compare(
          "usage report of a year, " + many + " usages, 16 callers",
          caller -> () -> query(pool, REPORT_SQL, company),
          caller -> () -> months,
          0.10);
      compare(
          "rows behind it, pages of 25, 16 callers",
          caller -> () -> query(pool, REPORT_ROWS_SQL, company),
          caller -> () -> rows,
          0.10);
    }
  }

  private static UUID company(Http http, String token, String name) throws IOException {
    UUID company = UUID.randomUUID();
    http.ok(ServerBench.post("companies/" + company, token, "", Map.of("CompanyName", name)));
    return company;
  }

  private void logins(Http http, String token) throws Exception {
    String[] users = new String[Callers.COUNT];
    for (int i = 0; i < users.length; i++) {
      users[i] = "consultant" + i + "@users.example";
      http.ok(
          ServerBench.post(
              "logins/" + UUID.randomUUID(),
              token,
              "",
              Map.of(
                  "Email",
                  users[i],
                  "UserName",
                  users[i],
                  "IsOfficeUser",
                  true,
                  "Password",
                  ServerBench.PASSWORD)));
    }
    Argon2PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    String hash = encoder.encode(ServerBench.PASSWORD);
    // More hashes at a time than processors would only take memory from each other.
    Semaphore processors = new Semaphore(Runtime.getRuntime().availableProcessors());
    compare(
        "logins with Argon2id, 16 callers",
        caller ->
            () -> {
              processors.acquire();
              try {
                encoder.matches(ServerBench.PASSWORD, hash);
              } finally {
                processors.release();
              }
            },
        caller ->
            () ->
                Http.request(
                    "GET",
                    "login",
                    "UserID: "
                        + users[caller]
                        + "\r\nPassword: "
                        + ServerBench.PASSWORD
                        + "\r\nBrowserID: "
                        + UUID.randomUUID()
                        + "\r\n",
                    new byte[0]),
        0.60);
  }

  private void everything(Http http, String token) throws Exception {
    int many = 100_000 / divisor;
    UUID small = company(http, token, "Few persons");
    UUID large = company(http, token, "Many persons");
    persons(small, many / 10);
    persons(large, many);
    owner.execute("vacuum analyze views.persons");
    byte[] list = ServerBench.get("persons", token, "StartPage: -1\r\n");
    ServerBench.enter(http, token, small);
    for (int i = 0; i < WARM_UP_LISTS; i++) {
      http.ok(list);
    }
    double before = memory("VmRSS:");
    forgetPeak();
    ServerBench.enter(http, token, large);
    readPersons(large, many);
    double[] listed = new double[ROUNDS];
    double[] read = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      http.ok(list);
      listed[round] = many * 1e9 / (System.nanoTime() - start);
      read[round] = readPersons(large, many);
    }
    table.share(
        "rows of a list of " + many + " persons, StartPage -1",
        StoreBench.median(listed),
        StoreBench.median(read),
        "/s",
        0.25);
    table.atMost("growth of the server's memory by that list", memory("VmHWM:") - before, "MB", 30);
  }

  private void persons(UUID company, int count) throws SQLException {
    owner.execute(
        """
        insert into views.persons (space, id, company_id, email, first_name, last_name, initials, titles_before, titles_after,
          education_id, organisation_id, nationality_id, preferred_language, sex, age, person_type, active, birth_date,
          date_of_last_test, user_defined_fields, remarks, plugin_data, managed_by_user_id)
        select '%1$s', gen_random_uuid(), '%1$s', 'person' || i || '@people.example', 'First', 'Last ' || i, 'F.', '', '',
          gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'E', 3, 40, 0, true, date '1980-01-01' + i %% 10000,
          now(), '', '', '{}', gen_random_uuid()
        from generate_series(1, %2$d) i
        """
            .formatted(company, count));
  }

  private double readPersons(UUID company, int count) throws SQLException {
    List<String> columns = Persons.TYPE.listFields().stream().map(Field::column).toList();
    long start = System.nanoTime();
    try (Connection connection = owner.source().getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select "
                  + String.join(", ", columns)
                  + " from views.persons where space = ? order by email, id")) {
        statement.setObject(1, company);
        statement.setFetchSize(ROWS_A_FETCH);
        readAll(statement);
      }
    }
    return count * 1e9 / (System.nanoTime() - start);
  }

  private void search(String token, UUID company) throws Exception {
    int many = 100_000 / divisor;
    ServerBench.sessions(owner, company, many);
    owner.execute("vacuum analyze views.sessionsview");
    try (HikariDataSource pool = ServerBench.pool(owner)) {
      compare(
          "searches in sessionsview among " + many + ", 16 callers",
          caller ->
              () -> {
                try (Connection connection = pool.getConnection();
                    PreparedStatement statement = connection.prepareStatement(SEARCH_SQL)) {
                  // A plan made for any text would not use the index.
                  statement.unwrap(PGStatement.class).setPrepareThreshold(0);
                  statement.setObject(1, company);
                  statement.setString(2, "%" + somebody(many) + "%");
                  readAll(statement);
                }
              },
          caller ->
              () ->
                  ServerBench.get(
                      "sessionsview",
                      token,
                      "StartPage: 0\r\nPageSize: 25\r\nSort: Description\r\nIncludeArchived: N\r\nSearchField: "
                          + somebody(many)
                          + "\r\n"),
          0.15);
    }
  }

  private static String somebody(int many) {
    return "candidate" + (1 + ThreadLocalRandom.current().nextInt(many)) + "@";
  }

  private void groups(String token, UUID company) throws Exception {
    int many = 1_000 / divisor;
    owner.execute(
        """
        insert into views.sessions (space, id, group_session_id, group_id, person_id, session_type, description, status,
          active, allowed_start_date_time, allowed_end_date_time, started_at, ended_at, create_date, managed_by_user_id)
        select '%1$s', case when m = 0 then md5('group ' || g)::uuid else gen_random_uuid() end,
          case when m = 0 then '00000000-0000-0000-0000-000000000000' else md5('group ' || g)::uuid end,
          '00000000-0000-0000-0000-000000000000', gen_random_uuid(), case when m = 0 then 100 else 0 end, 'Group ' || g,
          (array[10, 20, 31])[1 + m %% 3], true, now(), now(), now(), now(), now(), gen_random_uuid()
        from generate_series(1, %2$d) g, generate_series(0, %3$d) m
        """
            .formatted(company, many, MEMBERS));
    owner.execute(
        """
        insert into views.groupcounts (space, group_session_id, readycount, inprogresscount, donecount)
        select space, group_session_id, count(*) filter (where status <= 10), count(*) filter (where status = 20),
          count(*) filter (where status >= 30)
        from views.sessions
        where space = '%s' and session_type = 0 group by space, group_session_id
        """
            .formatted(company));
    owner.execute("vacuum analyze views.sessions, views.groupcounts");
    byte[] page =
        ServerBench.get(
            "groupsessionsview",
            token,
            "StartPage: 0\r\nPageSize: 25\r\nSort: Description\r\nFilter: SessionType=100\r\nIncludeArchived: N\r\n");
    try (HikariDataSource pool = ServerBench.pool(owner)) {
      compare(
          "groupsessionsview pages of 25, " + many + " groups of " + MEMBERS + ", 16 callers",
          caller -> () -> query(pool, GROUPS_SQL, company),
          caller -> () -> page,
          0.15);
    }
  }

  private void months(String token, UUID company) throws Exception {
    int many = 1_000_000 / divisor;
    // A thousand a day, in office hours, of ten tests.
    owner.execute(
        """
        insert into views.creditusages (space, id, company_id, invoice_code, original_ticks, discounted_ticks, total_ticks,
          usage_date_time, session_id, user_name, session_name)
        select '%1$s', gen_random_uuid(), '%1$s', 'Test ' || i %% 10, 5, 1, 4,
          date_trunc('day', now()) - (i / 1000) * interval '1 day' + interval '8 hours' + i %% 1000 * interval '36 seconds',
          gen_random_uuid(), 'User', 'Session'
        from generate_series(1, %2$d) i
        """
            .formatted(company, many));
    for (String[] bucket :
        new String[][] {{"creditusagebuckets", "15 minutes"}, {"creditusagemonths", "1 month"}}) {
      owner.execute(
          """
          insert into views.%1$s (space, starts_at, invoice_code, usages, ticks, discounted_ticks)
          select space, %2$s, invoice_code, count(*), sum(total_ticks), sum(discounted_ticks)
          from views.creditusages where space = '%3$s' group by 1, 2, 3
          """
              .formatted(
                  bucket[0],
                  bucket[1].endsWith("month")
                      ? "date_trunc('month', usage_date_time, 'UTC')"
                      : "date_bin(interval '15 minutes', usage_date_time, timestamptz '2000-01-01 00:00:00Z')",
                  company));
    }
    owner.execute("vacuum analyze views.creditusagebuckets, views.creditusagemonths");
    byte[] months = ServerBench.get("creditusagespermonth", token, "TimeZoneOffset: 1\r\n");
    try (HikariDataSource pool = ServerBench.pool(owner)) {
      compare(
          "creditusagespermonth of " + many + " usages, 16 callers",
          caller -> () -> query(pool, MONTHS_SQL, company),
          caller -> () -> months,
          0.10);
    }
  }

  /**
   * Measures calls against what they cannot be faster than, in turns, so that both see the same
   * machine.
   */
  private void compare(
      String what,
      java.util.function.IntFunction<Callers.Step> bare,
      java.util.function.IntFunction<Supplier<byte[]>> calls,
      double atLeast)
      throws Exception {
    List<Http> connections = new ArrayList<>();
    for (int i = 0; i < Callers.COUNT; i++) {
      connections.add(new Http(port));
    }
    java.util.function.IntFunction<Callers.Step> caller =
        i -> {
          Supplier<byte[]> next = calls.apply(i);
          return () -> connections.get(i).ok(next.get());
        };
    Callers.warmUp(seconds, caller);
    double[] called = new double[ROUNDS];
    double[] ceiling = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      ceiling[round] = Callers.rate(seconds, bare);
      called[round] = Callers.rate(seconds, caller);
    }
    for (Http connection : connections) {
      connection.close();
    }
    table.share(what, StoreBench.median(called), StoreBench.median(ceiling), "/s", atLeast);
  }

  private static void query(HikariDataSource pool, String sql, UUID company) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, company);
      readAll(statement);
    }
  }

  private static void readAll(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        for (int column = 1; column <= columns; column++) {
          row.getObject(column);
        }
      }
    }
  }

  private double memory(String what) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(server), "status"))) {
      if (line.startsWith(what)) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
      }
    }
    throw new IllegalStateException("This system does not tell the memory of a process");
  }

  /** From now on VmHWM tells the most memory since now. */
  private void forgetPeak() throws IOException {
    Files.write(
        Path.of("/proc", Long.toString(server), "clear_refs"),
        "5".getBytes(StandardCharsets.US_ASCII));
  }
}
