package org.itr.view;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.itr.event.DomainEvent;
import org.itr.event.Failures;
import org.itr.event.History;
import org.itr.objecttype.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;

/**
 * Folds history into tables of schema views_next, with the code that keeps the live tables. One
 * fold at a time; what it filled and nobody put in place is dropped when it ends, however it ends,
 * and what a server that died has left is dropped when the next one begins.
 */
@Component
class HistoryFold {

  private static final int EVENTS_A_TRANSACTION = 2_000;

  /** States that say that the database went away, and nothing about an event. */
  private static final List<String> AWAY = List.of("08", "53", "57", "58");

  private final List<Projection> projections;
  private final History history;
  private final JdbcTemplate jdbc;
  private final RowTypes rowTypes;
  private final TransactionTemplate transactions;
  private final AtomicBoolean busy = new AtomicBoolean();

  /** Folds with the given projections, which are in the order in which they see an event. */
  HistoryFold(
      List<Projection> projections,
      History history,
      JdbcTemplate jdbc,
      RowTypes rowTypes,
      PlatformTransactionManager transactionManager) {
    this.projections = projections;
    this.history = history;
    this.jdbc = jdbc;
    this.rowTypes = rowTypes;
    this.transactions = new TransactionTemplate(transactionManager);
  }

  /** All projections, in the order in which they see an event. */
  List<Projection> projections() {
    return projections;
  }

  /**
   * Begins a fold of the given projections, and of those whose rows they look at.
   *
   * @param use what to do with it; afterwards the tables are dropped
   * @throws Refusal CONFLICT when a fold is under way
   */
  <R> R begin(Collection<Projection> wanted, Function<Fold, R> use) {
    if (!busy.compareAndSet(false, true)) {
      throw new Refusal(
          Refusal.Reason.CONFLICT,
          "A rebuild or a comparison is in progress; please try again later");
    }
    try {
      return use.apply(new Fold(List.copyOf(wanted)));
    } finally {
      try {
        discard();
      } finally {
        busy.set(false);
      }
    }
  }

  /** Drops what an earlier server may have left. */
  void discard() {
    jdbc.execute("select work.discard_rebuild()");
  }

  private List<Projection> withThoseRead(List<Projection> wanted) {
    List<Class<? extends Projection>> read = new ArrayList<>();
    wanted.forEach(projection -> addRead(projection, read));
    return projections.stream()
        .filter(
            projection ->
                wanted.contains(projection) || read.contains(ClassUtils.getUserClass(projection)))
        .toList();
  }

  private void addRead(Projection projection, List<Class<? extends Projection>> read) {
    for (Class<? extends Projection> type : projection.reads()) {
      if (!read.contains(type)) {
        read.add(type);
        projections.stream().filter(type::isInstance).forEach(next -> addRead(next, read));
      }
    }
  }

  static String[] tablesOf(List<Projection> projections) {
    return projections.stream()
        .flatMap(projection -> projection.tables().stream())
        .toArray(String[]::new);
  }

  /** An event cannot be folded, for a reason that holds until somebody mends it. */
  static final class UnfoldableEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final UUID event;

    UnfoldableEvent(TrackedEventMessage<?> event, RuntimeException cause) {
      super(
          "The event "
              + event.getIdentifier()
              + " ("
              + event.getPayloadType().getSimpleName()
              + ") cannot be applied: "
              + Failures.reason(cause),
          cause);
      this.event = UUID.fromString(event.getIdentifier());
    }

    UUID event() {
      return event;
    }
  }

  /** A fold under way. */
  final class Fold {

    private final List<Projection> wanted;
    private final List<Projection> folded;
    private final String[] tables;
    private final long total;
    private Position position;

    private Fold(List<Projection> wanted) {
      this.wanted = wanted;
      this.folded = withThoseRead(wanted);
      this.tables = tablesOf(wanted);
      this.position = new Position(history.start(), 0);
      jdbc.query(
          "select work.begin_rebuild(?, ?)",
          ignored -> {},
          tablesOf(folded),
          folded.stream()
              .flatMap(projection -> projection.lookUpIndexes().stream())
              .toArray(String[]::new));
      this.total = history.size();
    }

    /** The tables that the fold is about, without those that are only looked at. */
    String[] tables() {
      return tables.clone();
    }

    /** How many events were folded for good. */
    long events() {
      return position.events;
    }

    /** About how many events there are. */
    long total() {
      return Math.max(total, position.events);
    }

    /**
     * Folds what is settled, until there is no more.
     *
     * @param listener told after every transaction
     * @throws UnfoldableEvent when an event cannot be folded
     */
    void catchUp(Consumer<Fold> listener) {
      ExecutorService reader = Executors.newSingleThreadExecutor();
      try {
        List<? extends TrackedEventMessage<?>> batch =
            history.settledAfter(position.token, EVENTS_A_TRANSACTION);
        while (!batch.isEmpty()) {
          List<? extends TrackedEventMessage<?>> events = batch;
          TrackingToken last =
              Objects.requireNonNull(events.get(events.size() - 1).trackingToken());
          // The next events are read while these are folded.
          CompletableFuture<List<? extends TrackedEventMessage<?>>> next =
              CompletableFuture.supplyAsync(
                  () -> history.settledAfter(last, EVENTS_A_TRANSACTION), reader);
          foldForGood(events);
          listener.accept(this);
          batch = next.join();
        }
      } finally {
        reader.shutdown();
      }
    }

    private void foldForGood(List<? extends TrackedEventMessage<?>> events) {
      try {
        position = Objects.requireNonNull(transactions.execute(status -> foldSoon(events)));
      } catch (RuntimeException e) {
        if (isAway(e)) {
          throw e;
        }
        // Together they do not say which of them it was.
        for (TrackedEventMessage<?> event : events) {
          foldAlone(event);
        }
      }
    }

    private void foldAlone(TrackedEventMessage<?> event) {
      try {
        position = Objects.requireNonNull(transactions.execute(status -> foldSoon(List.of(event))));
      } catch (RuntimeException e) {
        throw isAway(e) ? e : new UnfoldableEvent(event, e);
      }
    }

    private Position foldSoon(List<? extends TrackedEventMessage<?>> events) {
      // What is made again can be lost again, so it need not wait for the disk.
      jdbc.execute("set local synchronous_commit = off");
      return fold(events, position);
    }

    /**
     * Folds, within the caller's transaction, all events that it sees and that were not folded
     * before. If it is rolled back they were not.
     */
    void foldRest() {
      Position place = position;
      List<? extends TrackedEventMessage<?>> rest =
          history.allAfter(place.token, EVENTS_A_TRANSACTION);
      while (!rest.isEmpty()) {
        place = fold(rest, place);
        rest = history.allAfter(place.token, EVENTS_A_TRANSACTION);
      }
    }

    private Position fold(List<? extends TrackedEventMessage<?>> events, Position from) {
      jdbc.execute("set local search_path = views_next");
      RowChanges rows = RowChanges.aside(jdbc, rowTypes);
      TrackingToken last = from.token;
      for (TrackedEventMessage<?> event : events) {
        for (Projection projection : folded) {
          projection.on((DomainEvent) event.getPayload(), event, rows);
        }
        last = Objects.requireNonNull(event.trackingToken());
      }
      rows.flush();
      return new Position(last, from.events + events.size());
    }

    /**
     * Makes the indexes that folding went without, and lets the planner know what is in the tables.
     *
     * @param listener told after each
     */
    void addIndexes(Consumer<Fold> listener) {
      while (jdbc.queryForObject("select work.index_next_rebuilt(?)", String.class, (Object) tables)
          != null) {
        listener.accept(this);
      }
      jdbc.query("select work.analyze_rebuilt(?)", ignored -> {}, (Object) tables);
    }
  }

  private static boolean isAway(Throwable failure) {
    @Nullable String state =
        Failures.root(failure) instanceof SQLException sql ? sql.getSQLState() : null;
    return state != null && AWAY.stream().anyMatch(state::startsWith);
  }

  /**
   * Where a fold is.
   *
   * @param token the last event
   * @param events how many there were up to it
   */
  private record Position(TrackingToken token, long events) {}
}
