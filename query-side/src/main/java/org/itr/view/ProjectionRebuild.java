package org.itr.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.itr.event.DomainEvent;
import org.itr.event.History;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes projections anew from history, with the code that keeps them live, in tables beside the
 * live ones. Readers go on reading the old tables and writers go on writing; for the last events
 * writers wait a moment, then the new tables take the place of the old ones in one transaction.
 */
@Component
public class ProjectionRebuild {

  private static final int EVENTS_A_TRANSACTION = 2_000;

  private final List<Projection> projections;
  private final History history;
  private final JdbcTemplate jdbc;
  private final RowTypes tables;
  private final TransactionTemplate transactions;

  /** Rebuilds the given projections, which are in the order in which they see an event. */
  public ProjectionRebuild(
      List<Projection> projections,
      History history,
      JdbcTemplate jdbc,
      RowTypes tables,
      PlatformTransactionManager transactionManager) {
    this.projections = projections;
    this.history = history;
    this.jdbc = jdbc;
    this.tables = tables;
    this.transactions = new TransactionTemplate(transactionManager);
  }

  /**
   * How far a rebuild is.
   *
   * @param events how many events were folded
   * @param total how many there are, roughly
   */
  public record Progress(long events, long total) {}

  /**
   * How a rebuilt table differs from the live one.
   *
   * @param missing rows of the live table that history does not give
   * @param surplus rows that history gives and the live table has not
   */
  public record Difference(long missing, long surplus) {

    /** Whether the tables are the same, row for row. */
    public boolean isNone() {
      return missing == 0 && surplus == 0;
    }
  }

  /** The projections that can be rebuilt. */
  public List<Projection> projections() {
    return projections;
  }

  /**
   * Rebuilds all projections and puts the new tables in place.
   *
   * @param listener told how far it is after every transaction
   */
  public synchronized void rebuildAll(Consumer<Progress> listener) {
    run(listener, () -> finish(tables()));
  }

  /**
   * Rebuilds all projections beside the live ones, compares, and leaves the live ones as they are.
   *
   * @param listener told how far it is after every transaction
   * @return how each table differs from the live one
   */
  public synchronized Map<String, Difference> compareAll(Consumer<Progress> listener) {
    Map<String, Difference> differences = new LinkedHashMap<>();
    run(
        listener,
        () -> {
          differences.putAll(compare());
          finish(List.of());
        });
    return differences;
  }

  private void run(Consumer<Progress> listener, Runnable whileWritersWait) {
    jdbc.queryForObject(
        "select work.begin_rebuild(?)::text",
        String.class,
        (Object)
            projections.stream()
                .flatMap(projection -> projection.lookUpIndexes().stream())
                .toArray(String[]::new));
    long total = history.size();
    Position position = new Position(history.start());
    List<? extends TrackedEventMessage<?>> batch = settledAfter(position.token);
    while (!batch.isEmpty()) {
      List<? extends TrackedEventMessage<?>> events = batch;
      TrackingToken last = events.get(events.size() - 1).trackingToken();
      // The next events are read while these are folded.
      CompletableFuture<List<? extends TrackedEventMessage<?>>> next =
          CompletableFuture.supplyAsync(() -> settledAfter(last));
      transactions.executeWithoutResult(status -> fold(position, events));
      listener.accept(new Progress(position.events, Math.max(total, position.events)));
      batch = next.join();
    }
    jdbc.execute("select work.index_rebuilt()");
    transactions.executeWithoutResult(
        status -> {
          jdbc.execute("select work.hold_writers()");
          List<? extends TrackedEventMessage<?>> rest = allAfter(position.token);
          while (!rest.isEmpty()) {
            fold(position, rest);
            rest = allAfter(position.token);
          }
          whileWritersWait.run();
        });
    listener.accept(new Progress(position.events, position.events));
  }

  private List<? extends TrackedEventMessage<?>> settledAfter(TrackingToken place) {
    return history.settledAfter(place, EVENTS_A_TRANSACTION);
  }

  private List<? extends TrackedEventMessage<?>> allAfter(TrackingToken place) {
    return history.allAfter(place, EVENTS_A_TRANSACTION);
  }

  /** Puts the rebuilt tables of these names in place and drops the others. */
  private void finish(List<String> names) {
    jdbc.queryForObject(
        "select work.finish_rebuild(?)::text", String.class, (Object) names.toArray(String[]::new));
  }

  private void fold(Position position, List<? extends TrackedEventMessage<?>> events) {
    // What is made again can be lost again, so it need not wait for the disk.
    jdbc.execute("set local synchronous_commit = off");
    jdbc.execute("set local search_path = views_next");
    RowChanges rows = new RowChanges(jdbc, tables);
    for (TrackedEventMessage<?> event : events) {
      for (Projection projection : projections) {
        projection.on((DomainEvent) event.getPayload(), event, rows);
      }
      position.token = event.trackingToken();
      position.events++;
    }
    rows.flush();
  }

  private Map<String, Difference> compare() {
    Map<String, Difference> differences = new LinkedHashMap<>();
    for (String table : tables()) {
      differences.put(
          table,
          jdbc.queryForObject(
              "select missing, surplus from work.compare_rebuilt(?)",
              (row, index) -> new Difference(row.getLong(1), row.getLong(2)),
              table));
    }
    return differences;
  }

  private List<String> tables() {
    List<String> all = new ArrayList<>();
    projections.forEach(projection -> all.addAll(projection.tables()));
    return all;
  }

  /** Where the fold is. */
  private static final class Position {
    private TrackingToken token;
    private long events;

    private Position(TrackingToken start) {
      this.token = start;
    }
  }
}
