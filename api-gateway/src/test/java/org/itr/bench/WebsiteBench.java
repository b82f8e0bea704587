package org.itr.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.itr.website.Recording;
import org.itr.website.Recording.Call;

/**
 * A busy day: consultants and candidates at once, who make the calls of the website in its order
 * and at the pace of people. What they wrote is read back at the end, and so is what was billed for
 * it.
 */
final class WebsiteBench {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter WEBSITE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private static final int CONSULTANTS = 5;
  private static final int CANDIDATES_OF_EACH = 40;
  private static final int PRICE = 10;
  private static final long CREDITS = 1_000_000;

  /** As many as the ITR's own templates, and as long. */
  private static final int TEMPLATES = 38;

  private static final int TEMPLATE_CHARS = 8_000;
  private static final int SCREEN_CHARS = 4_500;
  private static final int COMPONENTS = 4;

  /** Between two calls a browser reads the one answer and makes the next request. */
  private static final long BETWEEN_CALLS_MS = 50;

  private static final long REFRESH_MS = 60_100;
  private static final long CONSULTANT_THINKS_MS = 2_000;
  private static final long SHORTEST_PAGE_MS = 4_000;
  private static final long LONGEST_PAGE_MS = 12_000;
  private static final int WEBSITE_LIMIT = 20;

  private final int port;
  private final Table table;
  private final long seconds;
  private final int pages;
  private final Map<String, Recording> recordings = new HashMap<>();
  private final Map<String, Latencies> latencies = new ConcurrentHashMap<>();
  private final List<String> errors = java.util.Collections.synchronizedList(new ArrayList<>());
  private final BlockingQueue<Session> all = new LinkedBlockingQueue<>();
  private final String test = UUID.randomUUID().toString();
  private final String company = UUID.randomUUID().toString();
  private final SplittableRandom seeds = new SplittableRandom(1);
  private volatile long end;

  /** A day of so many seconds, with tests of so many pages. */
  WebsiteBench(int port, Table table, long seconds, int pages) throws IOException {
    this.port = port;
    this.table = table;
    this.seconds = seconds;
    this.pages = pages;
    Path folder = Path.of(System.getenv("BENCH_RECORDINGS"));
    for (String name :
        List.of(
            "first-page",
            "login",
            "office-starts",
            "office-refreshes",
            "session-is-planned",
            "sessions-are-listed",
            "finished-session-is-opened",
            "candidate-begins",
            "candidate-turns-a-page",
            "candidate-stays",
            "candidate-ends",
            "logout")) {
      recordings.put(name, Recording.read(folder, name));
      latencies.put(name, new Latencies());
    }
  }

  /** A session and what its candidate wrote last. */
  private static final class Session {

    private final Map<String, String> ids = new HashMap<>();
    private volatile String results = "";
    private volatile boolean isDone;
  }

  /** How long calls took, in nanoseconds. */
  private static final class Latencies {

    private final List<Long> taken = new ArrayList<>();

    synchronized void add(long nanos) {
      taken.add(nanos);
    }

    synchronized List<Long> sorted() {
      return taken.stream().sorted().toList();
    }
  }

  private static double percentile(List<Long> sorted, double share) {
    return sorted.isEmpty() ? 0 : sorted.get((int) ((sorted.size() - 1) * share)) / 1e6;
  }

  void run(Http master) throws Exception {
    List<String> consultants = prepare(master, ServerBench.loginAsMaster(master));
    ServerBench.limitCalls(master, WEBSITE_LIMIT);
    end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CONSULTANTS; i++) {
        BlockingQueue<Session> planned = new LinkedBlockingQueue<>();
        BlockingQueue<Session> done = new LinkedBlockingQueue<>();
        String email = consultants.get(i);
        running.add(threads.submit(() -> consult(email, planned, done)));
        for (int j = 0; j < CANDIDATES_OF_EACH; j++) {
          running.add(threads.submit(() -> takeTests(planned, done)));
        }
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    ServerBench.limitCalls(master, ServerBench.NO_LIMIT);
    report(consultants.get(0));
  }

  /** A company with credits, consultants, screen templates and a test. */
  private List<String> prepare(Http master, String token) throws Exception {
    Map<String, Object> licensed =
        Map.of(
            "CompanyName", "A busy company",
            "CurrentCreditLevel", CREDITS,
            "LicenseStartDate", "2020-01-01T00:00:00Z",
            "LicenseEndDate", "2100-01-01T00:00:00Z",
            "PluginData", Map.of("Preferences", Map.of()));
    master.ok(ServerBench.post("companies/" + company, token, "", licensed));
    List<String> emails = new ArrayList<>();
    for (int i = 0; i < CONSULTANTS; i++) {
      String email = "consultant" + i + "@busy.example";
      Map<String, Object> login = new HashMap<>();
      login.put("CompanyID", company);
      login.put("Email", email);
      login.put("UserName", "Consultant " + i);
      login.put("Password", ServerBench.PASSWORD);
      for (String right :
          List.of("Active", "IsOfficeUser", "IsTestAuthor", "IsTestScreenTemplateAuthor")) {
        login.put(right, true);
      }
      login.put("StartDateLicense", "2020-01-01T00:00:00Z");
      login.put("EndDateLicense", "2100-01-01T00:00:00Z");
      master.ok(ServerBench.post("logins/" + UUID.randomUUID(), token, "", login));
      emails.add(email);
    }
    String author = ServerBench.login(master, emails.get(0), ServerBench.PASSWORD);
    for (int i = 0; i < TEMPLATES; i++) {
      Map<String, Object> template =
          Map.of(
              "Description",
              "Template " + i,
              "HTMLContent",
              text(TEMPLATE_CHARS),
              "PluginData",
              Map.of("LegacyTemplate", false));
      master.ok(ServerBench.post("screentemplates/" + UUID.randomUUID(), author, "", template));
    }
    ArrayNode screens = JSON.createArrayNode();
    for (int i = 0; i < pages; i++) {
      screens
          .addObject()
          .put("id", id("screen", i))
          .put("varName", "Screen" + i)
          .put("explanation", text(SCREEN_CHARS));
    }
    Map<String, Object> definition =
        Map.of(
            "TestName",
            "Measured",
            "Description",
            "A test of " + pages + " screens",
            "Costs",
            PRICE,
            "Active",
            true,
            "screens",
            screens);
    master.ok(ServerBench.post("tests/" + test, author, "", definition));
    return emails;
  }

  /** Markup like that of a screen, which compresses as such. */
  private String text(int chars) {
    StringBuilder text = new StringBuilder(chars + 100);
    SplittableRandom random = seeds.split();
    while (text.length() < chars) {
      text.append("<p class=\"question\">")
          .append(Long.toString(random.nextLong(), 36))
          .append(" %%variable%%</p>\n");
    }
    return text.toString();
  }

  private static String id(String kind, int number) {
    return UUID.nameUUIDFromBytes((kind + number).getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** A browser with a connection of its own, and what it knows to fill in. */
  private final class Browser implements AutoCloseable {

    private final Http http = new Http(port);
    private final Map<String, String> known = new HashMap<>();

    Browser(Map<String, String> known) throws IOException {
      this.known.putAll(known);
      this.known.put("token", "");
      this.known.put("company", UUID.randomUUID().toString());
      this.known.put("browser", UUID.randomUUID().toString());
      this.known.put("test", test);
      this.known.put("pages", Integer.toString(pages));
    }

    void play(String name) throws IOException, InterruptedException {
      known.put("now", WEBSITE_TIME.format(Instant.now()));
      for (Call recorded : recordings.get(name).calls()) {
        Call call = recorded.with(known);
        byte[] request =
            Http.request(
                call.method(),
                call.path(),
                headers(call),
                call.body().getBytes(StandardCharsets.UTF_8));
        long start = System.nanoTime();
        Http.Answer answer = http.call(request);
        latencies.get(name).add(System.nanoTime() - start);
        if (!call.accepts(answer.status(), answer.type())) {
          String error =
              name
                  + ": "
                  + call.method()
                  + " "
                  + call.path()
                  + " got "
                  + answer.status()
                  + " "
                  + answer.type()
                  + " "
                  + answer.text();
          if (!call.kept().isEmpty()) {
            throw new IOException("There is no going on after " + error);
          }
          errors.add(error);
        } else if (!call.kept().isEmpty()) {
          JsonNode body = JSON.readTree(answer.text());
          call.kept().forEach((field, as) -> known.put(as, value(body.get(field))));
        }
        Thread.sleep(BETWEEN_CALLS_MS);
      }
    }

    private String headers(Call call) {
      StringBuilder headers = new StringBuilder();
      Map<String, String> lines = new HashMap<>();
      lines.put("SessionID", known.get("token"));
      lines.put("CompanyID", known.get("company"));
      lines.put("BrowserID", known.get("browser"));
      lines.put("ITRLang", "en");
      lines.put("TimeZoneOffset", "1");
      lines.put("Accept-Encoding", "gzip");
      lines.put("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
      lines.putAll(call.headers());
      lines.forEach((name, line) -> headers.append(name).append(": ").append(line).append("\r\n"));
      return headers.toString();
    }

    @Override
    public void close() throws IOException {
      http.close();
    }
  }

  private static String value(JsonNode field) {
    return field.isTextual() ? field.asText() : field.toString();
  }

  private boolean isOver() {
    return System.nanoTime() > end;
  }

  private Void consult(String email, BlockingQueue<Session> planned, BlockingQueue<Session> done)
      throws Exception {
    try (Browser browser = new Browser(Map.of("email", email, "password", ServerBench.PASSWORD))) {
      browser.play("first-page");
      browser.play("login");
      browser.play("office-starts");
      long refreshed = System.nanoTime();
      int waiting = 0;
      while (!isOver()) {
        if (System.nanoTime() - refreshed > TimeUnit.MILLISECONDS.toNanos(REFRESH_MS)) {
          browser.play("office-refreshes");
          refreshed = System.nanoTime();
        }
        Session finished = done.poll();
        if (finished != null) {
          waiting--;
          browser.play("sessions-are-listed");
          browser.known.putAll(finished.ids);
          browser.known.put("page", Integer.toString(pages));
          browser.play("finished-session-is-opened");
        } else if (waiting < CANDIDATES_OF_EACH) {
          Session session = newSession();
          browser.known.putAll(session.ids);
          browser.play("session-is-planned");
          all.add(session);
          planned.add(session);
          waiting++;
          continue;
        }
        Thread.sleep(CONSULTANT_THINKS_MS);
      }
      browser.play("logout");
    }
    return null;
  }

  private static Session newSession() {
    Session session = new Session();
    for (String name : List.of("session", "sessiontest", "person")) {
      session.ids.put(name, UUID.randomUUID().toString());
    }
    session.ids.put("candidate", session.ids.get("person") + "@people.example");
    session.ids.put("candidatepassword", ServerBench.PASSWORD);
    return session;
  }

  private Void takeTests(BlockingQueue<Session> planned, BlockingQueue<Session> done)
      throws Exception {
    while (!isOver()) {
      Session session = planned.poll(1, TimeUnit.SECONDS);
      if (session != null) {
        takeTest(session);
        if (session.isDone) {
          done.add(session);
        }
      }
    }
    return null;
  }

  private void takeTest(Session session) throws Exception {
    Map<String, String> known = new HashMap<>(session.ids);
    known.put("email", session.ids.get("candidate"));
    known.put("password", ServerBench.PASSWORD);
    SplittableRandom random = new SplittableRandom(session.ids.hashCode());
    try (Browser browser = new Browser(known)) {
      browser.play("first-page");
      browser.play("login");
      browser.play("candidate-begins");
      ObjectNode results = unanswered();
      long stayed = System.nanoTime();
      for (int page = 1; page <= pages && !isOver(); page++) {
        Thread.sleep(random.nextLong(SHORTEST_PAGE_MS, LONGEST_PAGE_MS));
        answer(results, page - 1, random);
        browser.known.put("page", Integer.toString(page));
        String text = JSON.writeValueAsString(results);
        browser.known.put("results", text);
        browser.play("candidate-turns-a-page");
        session.results = text;
        if (System.nanoTime() - stayed > TimeUnit.MILLISECONDS.toNanos(REFRESH_MS)) {
          browser.play("candidate-stays");
          stayed = System.nanoTime();
        }
      }
      if (!isOver()) {
        // With nothing left to do the login goes, and the token with it.
        browser.play("candidate-ends");
        session.isDone = true;
      }
    }
  }

  /** Every component of every screen is in the results from the start, twice: by id and by name. */
  private ObjectNode unanswered() {
    ObjectNode results =
        JSON.createObjectNode()
            .put("persistentProperties", "*ALL*")
            .put("_objectType", "ITSObject");
    for (int page = 0; page < pages; page++) {
      ObjectNode screen = JSON.createObjectNode();
      for (int i = 0; i < COMPONENTS; i++) {
        ObjectNode nothing =
            JSON.createObjectNode().put("Value", "").put("Visible", true).put("Anonimise", false);
        screen.set("__" + id("component", page * COMPONENTS + i), nothing);
        screen.set("Component" + i, nothing.deepCopy());
      }
      results.set("__" + id("screen", page), screen);
      results.set("Screen" + page, screen.deepCopy());
    }
    return results;
  }

  private static void answer(ObjectNode results, int page, SplittableRandom random) {
    String value = "answer " + random.nextInt(1, 5);
    for (String key : List.of("__" + id("screen", page), "Screen" + page)) {
      ObjectNode screen = (ObjectNode) results.get(key);
      ((ObjectNode) screen.get("Component0")).put("Value", value);
      ((ObjectNode) screen.get("__" + id("component", page * COMPONENTS))).put("Value", value);
    }
  }

  private void report(String consultant) throws Exception {
    List<Long> every = new ArrayList<>();
    latencies.forEach(
        (name, some) -> {
          List<Long> sorted = some.sorted();
          every.addAll(sorted);
          System.out.printf(
              java.util.Locale.ROOT,
              "  %-28s %8d calls, p50 %7.1f ms, p95 %7.1f ms, p99 %7.1f ms, longest %8.1f ms%n",
              name,
              sorted.size(),
              percentile(sorted, 0.5),
              percentile(sorted, 0.95),
              percentile(sorted, 0.99),
              percentile(sorted, 1));
        });
    every.sort(null);
    errors.stream().limit(10).forEach(error -> System.out.println("  error: " + error));
    String who = CONSULTANTS + " consultants, " + CONSULTANTS * CANDIDATES_OF_EACH + " candidates";
    table.told(who + ": calls", every.size(), "");
    table.told(who + ": p50", percentile(every, 0.5), "ms");
    table.atMost(who + ": p95", percentile(every, 0.95), "ms", 150);
    table.told(who + ": p99", percentile(every, 0.99), "ms");
    table.none(who + ": errors", errors.size());
    readBack(consultant);
  }

  /** What was written and what was charged, as an office user sees it. */
  private void readBack(String consultant) throws Exception {
    try (Http http = new Http(port)) {
      String token = ServerBench.login(http, consultant, ServerBench.PASSWORD);
      int lost = 0;
      int done = 0;
      for (Session session : all) {
        String path =
            "sessiontests/" + session.ids.get("session") + "/" + session.ids.get("sessiontest");
        JsonNode stored = JSON.readTree(http.ok(ServerBench.get(path, token, "")).text());
        if (!session.results.isEmpty()
            && !stored.get("Results").equals(JSON.readTree(session.results))) {
          lost++;
        }
        if (session.isDone) {
          done++;
        }
      }
      Map<String, Integer> bills = new HashMap<>();
      for (JsonNode usage :
          JSON.readTree(
              http.ok(ServerBench.get("creditusages", token, "StartPage: -1\r\n")).text())) {
        bills.merge(usage.get("SessionID").asText(), 1, Integer::sum);
      }
      int wrong = 0;
      for (Session session : all) {
        if (bills.getOrDefault(session.ids.get("session"), 0) != (session.isDone ? 1 : 0)) {
          wrong++;
        }
      }
      long level =
          JSON.readTree(http.ok(ServerBench.get("companies/currentcompany", token, "")).text())
              .get("CurrentCreditLevel")
              .asLong();
      table.told("sessions planned", all.size(), "");
      table.told("sessions finished", done, "");
      table.none("sessions whose last answers are not what is stored", lost);
      table.none("sessions not billed once when finished, or billed before", wrong);
      table.none(
          "credits that are missing or too many", Math.abs(CREDITS - level - (long) done * PRICE));
    }
  }
}
