package org.itr.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.itr.view.ProjectionComparison;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rebuilds all projections while others read and write over HTTP at a steady pace: none of their
 * calls may fail, no list may be empty, and afterwards no row may be lost or doubled.
 */
final class RebuildLoadBench {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CALLERS_OF_A_KIND = 3;
  private static final int CALLS_A_SECOND = 20;
  private static final int SETTLED = 200;
  private static final String NAME = "Under load";

  private final ConfigurableApplicationContext application;
  private final Table table;
  private final int port;
  private final AtomicBoolean over = new AtomicBoolean();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Queue<String> written = new ConcurrentLinkedQueue<>();
  private final Queue<Double> milliseconds = new ConcurrentLinkedQueue<>();

  RebuildLoadBench(ConfigurableApplicationContext application, Table table) {
    this.application = application;
    this.table = table;
    this.port =
        application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  void run() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (Http http = new Http(port)) {
      ServerBench.limitCalls(http, ServerBench.NO_LIMIT);
      String token = ServerBench.loginAsMaster(http);
      for (int i = 0; i < SETTLED; i++) {
        write(http, token, "Settled");
      }
      List<Future<?>> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS_OF_A_KIND; i++) {
        callers.add(
            threads.submit(() -> calls(connection -> written.add(write(connection, token, NAME)))));
        callers.add(
            threads.submit(() -> calls(connection -> list(connection, token, "educations"))));
        callers.add(
            threads.submit(() -> calls(connection -> list(connection, token, "audittrail"))));
      }
      JsonNode end = rebuild(http, token);
      over.set(true);
      for (Future<?> caller : callers) {
        caller.get();
      }
      tell(end);
    } finally {
      over.set(true);
      threads.shutdownNow();
    }
  }

  private JsonNode rebuild(Http http, String token) throws Exception {
    http.ok(ServerBench.post("projections/rebuild", token, "", ""));
    while (true) {
      Thread.sleep(1_000);
      JsonNode progress =
          JSON.readTree(http.ok(ServerBench.get("projections/rebuild", token, "")).text());
      System.out.printf(
          "  %s: %s of %s%n",
          progress.get("Phase").asText(), progress.get("Events"), progress.get("Total"));
      if (!progress.get("State").asText().equals("RUNNING")) {
        return progress;
      }
    }
  }

  private void tell(JsonNode end) {
    if (!end.get("State").asText().equals("FINISHED")) {
      throw new IllegalStateException("The rebuild ended otherwise: " + end);
    }
    wrong.stream().limit(10).forEach(System.out::println);
    double[] sorted = milliseconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    table.told(
        "events folded under load, of " + end.get("Events").asLong(),
        end.get("EventsASecond").asDouble(),
        "/s");
    table.told("calls meanwhile", sorted.length, "");
    table.told("of them 99 of 100 took at most", sorted[(int) (sorted.length * 0.99)], "ms");
    table.told("the longest took", sorted[sorted.length - 1], "ms");
    table.none("calls that failed or found an empty list", wrong.size());
    List<String> stored =
        application
            .getBean(JdbcTemplate.class)
            .queryForList("select id::text from educations where name = ?", String.class, NAME);
    Set<String> lost = new TreeSet<>(written);
    stored.forEach(lost::remove);
    table.none(
        "rows that were lost or doubled", lost.size() + Math.abs(stored.size() - written.size()));
    long differing =
        application.getBean(ProjectionComparison.class).compareAll(progress -> {}).values().stream()
            .filter(difference -> !difference.isNone())
            .count();
    table.none("tables that differ from history afterwards", differing);
  }

  /** One thing that a caller does. */
  @FunctionalInterface
  private interface Step {
    void run(Http http) throws IOException;
  }

  private void calls(Step step) {
    long pace = TimeUnit.SECONDS.toNanos(1) / CALLS_A_SECOND;
    try (Http http = new Http(port)) {
      while (!over.get()) {
        long begin = System.nanoTime();
        try {
          step.run(http);
        } catch (IOException e) {
          wrong.add(e.toString());
        }
        long took = System.nanoTime() - begin;
        milliseconds.add(took / 1e6);
        TimeUnit.NANOSECONDS.sleep(Math.max(0, pace - took));
      }
    } catch (IOException e) {
      wrong.add(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String write(Http http, String token, String name) throws IOException {
    String id = UUID.randomUUID().toString();
    http.ok(ServerBench.post("educations/" + id, token, "", Map.of("Name", name)));
    http.ok(ServerBench.get("educations/" + id, token, ""));
    return id;
  }

  private void list(Http http, String token, String entity) throws IOException {
    String answer =
        http.ok(ServerBench.get(entity, token, "StartPage: 0\r\nPageSize: 25\r\n")).text();
    if (JSON.readTree(answer).isEmpty()) {
      wrong.add("An empty list of " + entity);
    }
  }
}
