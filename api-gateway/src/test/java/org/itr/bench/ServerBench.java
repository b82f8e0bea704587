package org.itr.bench;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Measures the server as its users meet it: a process of its own, over HTTP. */
final class ServerBench {

  /** What can be measured here. */
  static final List<String> PARTS =
      List.of("posts", "visible", "pages", "files", "website", "start");

  static final String PASSWORD = "a password for measuring";
  static final int NO_LIMIT = 1_000_000;

  private static final String MASTER_SPACE = "IncludeMaster: Y\r\nIncludeClient: N\r\n";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] NOTHING = new byte[0];
  private static final int QUESTIONS = 50;
  private static final int QUESTIONS_A_PAGE = 5;

  private static final int PAIRS = 10_000;
  private static final int LATENCIES = 400;
  private static final int FILE_BYTES = 50_000_000;
  private static final int FILE_ROUNDS = 5;
  private static final String PAGE_HEADERS =
      "StartPage: 0\r\nPageSize: 25\r\nSort: CreateDate desc\r\nFilter: Status=10,SessionType!=1\r\nIncludeArchived: N\r\n";
  private static final String PAGE_SQL =
      """
      select allowed_end_date_time, allowed_start_date_time, create_date, description, email, ended_at, first_name, id,
             initials, last_name, started_at, active
      from views.sessionsview
      where space = ? and status = ? and (session_type <> ? or session_type is null) and active = ?
      order by create_date desc, id limit 25
      """;

  private final Path folder;
  private final Table table;
  private final Set<String> parts;
  private final double seconds;
  private final int divisor;
  private final double ceiling;
  private final int port = freePort();
  private Process server;

  ServerBench(
      Path folder, Table table, Set<String> parts, double seconds, int divisor, double ceiling) {
    this.parts = parts;
    this.folder = folder;
    this.table = table;
    this.seconds = seconds;
    this.divisor = divisor;
    this.ceiling = ceiling;
  }

  void run() throws Exception {
    try {
      start();
      measure();
      stop();
      if (parts.contains("start")) {
        long begin = System.nanoTime();
        start();
        table.atMost(
            "start on warm data until healthy", (System.nanoTime() - begin) / 1e9, "s", 10);
      }
    } finally {
      stop();
    }
  }

  private void measure() throws Exception {
    try (Http http = new Http(port)) {
      limitCalls(http, NO_LIMIT);
      String token = loginAsMaster(http);
      if (parts.contains("posts")) {
        posts(http, token);
      }
      if (parts.contains("visible")) {
        visible(token);
      }
      if (parts.contains("pages")) {
        pages(http, token);
      }
      if (parts.contains("files")) {
        files(http, token);
      }
      if (parts.stream().anyMatch(ListBench.PARTS::contains)) {
        new ListBench(port, server.pid(), folder, table, parts, seconds, divisor).run(http, token);
      }
      if (parts.contains("website")) {
        boolean isQuick = divisor > 1;
        new WebsiteBench(port, table, isQuick ? 60 : 600, isQuick ? 4 : 30).run(http);
      }
      table.atMost("memory of the server's JVM under this load, resident", resident(), "MB", 700);
    }
  }

  private void start() throws Exception {
    Files.createDirectories(folder);
    Path app = Path.of(System.getenv("BENCH_APP"));
    List<String> command = new ArrayList<>();
    command.add(System.getenv("BENCH_JAVA"));
    command.addAll(List.of(System.getenv("BENCH_JAVA_OPTS").split(" ")));
    command.add("-XX:SharedArchiveFile=" + app.resolve("classes.jsa"));
    command.add("-jar");
    command.add(app.resolve("itr-app.jar").toString());
    command.add("--ITR_PORT=" + port);
    command.add("--ITR_MANAGEMENT_PORT=" + freePort());
    command.add("--ITR_DATA_DIR=" + folder);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("ITR_ADMIN_PASSWORD", PASSWORD);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("server.log").toFile());
    server = builder.start();
    while (!healthy()) {
      if (!server.isAlive()) {
        throw new IllegalStateException("The server ended; see its log in " + folder);
      }
      Thread.sleep(50);
    }
  }

  private boolean healthy() {
    try (Http http = new Http(port)) {
      byte[] request =
          "GET /actuator/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII);
      return http.call(request).status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private void stop() throws InterruptedException {
    if (server != null) {
      server.destroy();
      server.waitFor(60, TimeUnit.SECONDS);
    }
  }

  static String loginAsMaster(Http http) throws IOException {
    return login(http, "Admin", PASSWORD);
  }

  /**
   * Sets how many calls a second a browser may make, and waits until the calls before it are
   * forgotten.
   */
  static void limitCalls(Http http, int limit) throws Exception {
    http.ok(post("systemsettings/MAX_CALL_LIMIT", loginAsMaster(http), MASTER_SPACE, "" + limit));
    Thread.sleep(1_500);
  }

  static String login(Http http, String user, String password) throws IOException {
    String headers =
        "UserID: "
            + user
            + "\r\nPassword: "
            + password
            + "\r\nBrowserID: "
            + UUID.randomUUID()
            + "\r\n";
    return JSON.readTree(http.ok(Http.request("GET", "login", headers, NOTHING)).text())
        .get("SessionID")
        .asText();
  }

  static byte[] post(String path, String token, String headers, Object body) throws IOException {
    byte[] bytes =
        body instanceof String text
            ? text.getBytes(StandardCharsets.UTF_8)
            : JSON.writeValueAsBytes(body);
    return Http.request("POST", path, "SessionID: " + token + "\r\n" + headers, bytes);
  }

  static byte[] get(String path, String token, String headers) {
    return Http.request("GET", path, "SessionID: " + token + "\r\n" + headers, NOTHING);
  }

  private void posts(Http http, String token) throws Exception {
    List<Http> connections = new ArrayList<>();
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < Callers.COUNT; i++) {
      Candidate candidate = new Candidate(http, token, i);
      connections.add(new Http(port));
      candidates.add(candidate);
    }
    Owner owner = new Owner(folder);
    Callers.warmUp(seconds, i -> () -> connections.get(i).ok(candidates.get(i).next()));
    long before = owner.number("select pg_total_relation_size('events.event')");
    long events = owner.number("select count(*) from events.event");
    double rate = Callers.rate(seconds, i -> () -> connections.get(i).ok(candidates.get(i).next()));
    long posts = owner.number("select count(*) from events.event") - events;
    double growth =
        (double) (owner.number("select pg_total_relation_size('events.event')") - before) / posts;
    table.share(
        "candidate posts, one page of 50 answers changed, 16 callers", rate, ceiling, "/s", 0.10);
    table.atMost("growth of the store a candidate post", growth / 1024, "KB", 1.5);
    for (Http connection : connections) {
      connection.close();
    }
  }

  /**
   * A candidate with a session and one test of fifty questions, who goes through its pages again
   * and again.
   */
  private static final class Candidate {

    private final String token;
    private final String path;
    private final Map<String, Object> test = new LinkedHashMap<>();
    private final Map<String, Object> results = new LinkedHashMap<>();
    private int post;

    Candidate(Http http, String master, int number) throws IOException {
      String person = UUID.randomUUID().toString();
      String session = UUID.randomUUID().toString();
      String id = UUID.randomUUID().toString();
      String email = "candidate" + number + "@people.example";
      http.ok(
          post(
              "sessions/" + session,
              master,
              "",
              Map.of("PersonID", person, "Description", "Measured", "Status", 10, "Active", true)));
      test.put("ID", id);
      test.put("SessionID", session);
      test.put("TestID", UUID.randomUUID().toString());
      test.put("PersID", person);
      test.put("Status", 10);
      http.ok(post("sessiontests/" + session + "/" + id, master, "", test));
      http.ok(
          post(
              "persons/" + person,
              master,
              "",
              Map.of(
                  "EMail", email, "Password", PASSWORD, "Active", true, "LastName", "Candidate")));
      this.token = login(http, email, PASSWORD);
      this.path = "sessionteststaking/" + session + "/" + id;
      test.put("Status", 20);
      test.put("TotalPages", QUESTIONS / QUESTIONS_A_PAGE);
      for (int question = 0; question < QUESTIONS; question++) {
        answer(question, 0);
      }
    }

    private void answer(int question, int round) {
      results.put(
          "__question" + question,
          Map.of(
              UUID.nameUUIDFromBytes(new byte[] {(byte) question}).toString(),
              Map.of("Value", "answer " + round, "Visible", true, "Anonimise", false)));
    }

    /** The next post: everything as before, but for the answers of one page. */
    byte[] next() throws IOException {
      int page = post++ % (QUESTIONS / QUESTIONS_A_PAGE);
      for (int i = 0; i < QUESTIONS_A_PAGE; i++) {
        answer(page * QUESTIONS_A_PAGE + i, post);
      }
      test.put("CurrentPage", page);
      test.put("Results", results);
      return ServerBench.post(path, token, "", test);
    }
  }

  private void visible(String token) throws Exception {
    int pairs = PAIRS / divisor;
    int stale = 0;
    try (Http writer = new Http(port);
        Http reader = new Http(port)) {
      String id = UUID.randomUUID().toString();
      for (int i = 0; i < pairs; i++) {
        writer.ok(post("educations/" + id, token, "", Map.of("Name", "Name " + i)));
        JsonNode read = JSON.readTree(reader.ok(get("educations/" + id, token, "")).text());
        if (!read.get("Name").asText().equals("Name " + i)) {
          stale++;
        }
      }
    }
    table.none("stale reads in " + pairs + " pairs of a write and a read", stale);
  }

  private void pages(Http http, String token) throws Exception {
    Owner owner = new Owner(folder);
    UUID small = company(http, token, owner, 10_000 / divisor);
    UUID middle = company(http, token, owner, 100_000 / divisor);
    UUID large = company(http, token, owner, 1_000_000 / divisor);
    owner.execute("vacuum analyze views.sessionsview");
    enter(http, token, middle);
    List<Http> connections = new ArrayList<>();
    for (int i = 0; i < Callers.COUNT; i++) {
      connections.add(new Http(port));
    }
    byte[] page = get("sessionsview", token, PAGE_HEADERS);
    if (JSON.readTree(http.ok(page).text()).size() != 25) {
      throw new IllegalStateException("The page has not 25 rows");
    }
    try (HikariDataSource pool = pool(owner)) {
      Callers.warmUp(seconds, i -> () -> connections.get(i).ok(page));
      bare(pool, middle, seconds / 2);
      double[] http2 = new double[3];
      double[] sql = new double[3];
      for (int round = 0; round < 3; round++) {
        sql[round] = bare(pool, middle, seconds / 2);
        http2[round] = Callers.rate(seconds / 2, i -> () -> connections.get(i).ok(page));
      }
      table.share(
          "sessionsview pages of 25 among " + 100_000 / divisor + ", 16 callers",
          StoreBench.median(http2),
          StoreBench.median(sql),
          "/s",
          0.15);
    }
    for (Http connection : connections) {
      connection.close();
    }
    enter(http, token, small);
    double few = latency(http, page);
    enter(http, token, large);
    double many = latency(http, page);
    table.atMost(
        "latency of that page among "
            + 1_000_000 / divisor
            + " against "
            + 10_000 / divisor
            + " sessions",
        many / few,
        "times",
        1.5);
  }

  private static double latency(Http http, byte[] page) throws IOException {
    double[] times = new double[LATENCIES];
    for (int i = -LATENCIES; i < LATENCIES; i++) {
      long start = System.nanoTime();
      http.ok(page);
      if (i >= 0) {
        times[i] = System.nanoTime() - start;
      }
    }
    return StoreBench.median(times);
  }

  /** One switch of company a second is what a browser may do. */
  static void enter(Http http, String token, UUID company) throws Exception {
    Thread.sleep(1_100);
    http.ok(post("tokens/" + token + "/" + company, token, "", ""));
  }

  private static UUID company(Http http, String token, Owner owner, int sessions) throws Exception {
    UUID company = UUID.randomUUID();
    http.ok(post("companies/" + company, token, "", Map.of("CompanyName", "Measured " + sessions)));
    sessions(owner, company, sessions);
    return company;
  }

  static void sessions(Owner owner, UUID company, int sessions) throws Exception {
    owner.execute(
        """
        insert into views.sessionsview (space, id, session_type, description, status, active, create_date,
          allowed_start_date_time, allowed_end_date_time, started_at, ended_at, email, first_name, last_name, initials)
        select '%s', gen_random_uuid(), 0, 'Session ' || i, (array[10, 10, 20, 31, 31, 31, 31])[1 + i %% 7], i %% 10 <> 0,
          now() - i * interval '1 minute', now() - i * interval '1 minute', now(), now(), now(), 'candidate' || i || '@people.example',
          'First', 'Last ' || i, 'F.'
        from generate_series(1, %d) i
        """
            .formatted(company, sessions));
  }

  static HikariDataSource pool(Owner owner) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(owner.source());
    config.setMaximumPoolSize(Callers.COUNT);
    return new HikariDataSource(config);
  }

  private static double bare(HikariDataSource pool, UUID company, double seconds) throws Exception {
    return Callers.rate(
        seconds,
        caller ->
            () -> {
              try (Connection connection = pool.getConnection();
                  PreparedStatement statement = connection.prepareStatement(PAGE_SQL)) {
                statement.setObject(1, company);
                statement.setInt(2, 10);
                statement.setInt(3, 1);
                statement.setBoolean(4, true);
                try (ResultSet row = statement.executeQuery()) {
                  while (row.next()) {
                    for (int column = 1; column <= 12; column++) {
                      row.getObject(column);
                    }
                  }
                }
              }
            });
  }

  /**
   * A file of 50 MB each way, against the same bytes forced to the disk, and sent from there
   * through a socket.
   */
  private void files(Http http, String token) throws Exception {
    byte[] film = new byte[FILE_BYTES];
    new SplittableRandom(FILE_BYTES).nextBytes(film);
    Path plain = folder.resolve("film");
    String company =
        JSON.readTree(http.ok(get("companies/currentcompany", token, "")).text())
            .get("ID")
            .asText();
    String path = "files/" + company + "/" + UUID.randomUUID() + "/media/film.mp4";
    double[][] speeds = new double[4][FILE_ROUNDS];
    for (int round = -1; round < FILE_ROUNDS; round++) {
      film[0]++;
      byte[] upload = Http.request("POST", path, "SessionID: " + token + "\r\n", film);
      double[] measured = {
        speed(() -> forceToDisk(plain, film)),
        speed(() -> http.ok(upload)),
        speed(() -> sendThroughSocket(plain)),
        speed(() -> requireSame(film, http.ok(get(path, token, "")).body()))
      };
      for (int i = 0; round >= 0 && i < measured.length; i++) {
        speeds[i][round] = measured[i];
      }
    }
    table.share(
        "a file of 50 MB up, against forcing it to the disk",
        StoreBench.median(speeds[1]),
        StoreBench.median(speeds[0]),
        "MB/s",
        0.15);
    table.share(
        "a file of 50 MB down, against disk to socket",
        StoreBench.median(speeds[3]),
        StoreBench.median(speeds[2]),
        "MB/s",
        0.15);
  }

  private static double speed(Callers.Step step) throws Exception {
    long start = System.nanoTime();
    step.run();
    return FILE_BYTES / 1e6 / ((System.nanoTime() - start) / 1e9);
  }

  private static void forceToDisk(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE, TRUNCATE_EXISTING)) {
      for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  private static void sendThroughSocket(Path file) throws Exception {
    try (ServerSocket sender = new ServerSocket(0)) {
      CompletableFuture<Long> sent =
          CompletableFuture.supplyAsync(
              () -> {
                try (Socket socket = sender.accept()) {
                  return Files.copy(file, socket.getOutputStream());
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      try (Socket socket = new Socket("127.0.0.1", sender.getLocalPort())) {
        socket.getInputStream().readNBytes(FILE_BYTES);
      }
      sent.get();
    }
  }

  private static void requireSame(byte[] sent, byte[] got) {
    if (!Arrays.equals(sent, got)) {
      throw new IllegalStateException("The file came back as another");
    }
  }

  private double resident() throws IOException {
    for (String line :
        Files.readAllLines(Path.of("/proc", Long.toString(server.pid()), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
      }
    }
    throw new IllegalStateException("This system does not tell the memory of a process");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
