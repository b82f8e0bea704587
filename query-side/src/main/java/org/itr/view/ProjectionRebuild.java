package org.itr.view;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.itr.event.Failures;
import org.itr.event.WriteGate;
import org.itr.view.HistoryFold.Fold;
import org.itr.view.HistoryFold.UnfoldableEvent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rebuilds projections from history in tables beside the live ones. Readers and writers continue
 * meanwhile; for the last events writers wait a moment, then the new tables replace the old ones in
 * one transaction. If a rebuild ends before that, for whatever reason, the live tables are
 * unchanged.
 */
@Component
public class ProjectionRebuild {

  /** How long writes under way may take to end before the switch is put off. */
  private static final Duration PATIENCE_WITH_WRITERS = Duration.ofSeconds(2);

  /** How long the switch is tried; a reader that stays longer keeps the old tables alive. */
  private static final Duration PATIENCE_WITH_READERS = Duration.ofMinutes(10);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** Lock not available, deadlock detected: somebody else was there first. */
  private static final Set<String> HELD_UP = Set.of("55P03", "40P01");

  private final HistoryFold history;
  private final JdbcTemplate jdbc;
  private final WriteGate gate;
  private final RecentRows recent;
  private final TransactionTemplate transactions;

  ProjectionRebuild(
      HistoryFold history,
      JdbcTemplate jdbc,
      WriteGate gate,
      RecentRows recent,
      PlatformTransactionManager transactionManager) {
    this.history = history;
    this.jdbc = jdbc;
    this.gate = gate;
    this.recent = recent;
    this.transactions = new TransactionTemplate(transactionManager);
  }

  /** What a rebuild is doing. */
  public enum Phase {
    /** Events are folded into new tables. */
    FOLDING,
    /** The new tables get their indexes. */
    INDEXING,
    /** The new tables take the place of the old ones. */
    SWITCHING
  }

  /**
   * How far a rebuild is.
   *
   * @param phase what it is doing
   * @param events how many events were folded
   * @param total how many there are, roughly
   */
  public record Progress(Phase phase, long events, long total) {}

  /**
   * Why a rebuild stopped.
   *
   * @param event the event that cannot be folded; empty where it was something else
   * @param reason a sentence about it, without anybody's data
   */
  public record Failure(Optional<UUID> event, String reason) {

    /** What an exception of a rebuild or a comparison says. */
    public static Failure of(RuntimeException failure) {
      return failure instanceof UnfoldableEvent unfoldable
          ? new Failure(Optional.of(unfoldable.event()), String.valueOf(failure.getMessage()))
          : new Failure(Optional.empty(), Failures.reason(failure));
    }
  }

  /** The projections that can be rebuilt. */
  public List<Projection> projections() {
    return history.projections();
  }

  /** Drops what a server that died in the middle of a rebuild or a comparison has left. */
  public void discardLeftOver() {
    history.discard();
  }

  /**
   * Rebuilds all projections and puts the new tables in place.
   *
   * @param listener told how far it is; what it throws ends the rebuild
   * @return how many events were folded
   */
  public long rebuildAll(Consumer<Progress> listener) {
    return rebuild(projections(), listener);
  }

  /**
   * Rebuilds projections and puts their new tables in place.
   *
   * @param wanted some of {@link #projections()}
   * @param listener told how far it is; what it throws ends the rebuild
   * @return how many events were folded
   */
  public long rebuild(List<Projection> wanted, Consumer<Progress> listener) {
    return history.begin(
        wanted,
        fold -> {
          Consumer<Fold> folding = of(Phase.FOLDING, listener);
          fold.catchUp(folding);
          Consumer<Fold> indexing = of(Phase.INDEXING, listener);
          indexing.accept(fold);
          fold.addIndexes(indexing);
          fold.catchUp(indexing);
          putInPlace(fold, of(Phase.SWITCHING, listener));
          return fold.events();
        });
  }

  private static Consumer<Fold> of(Phase phase, Consumer<Progress> listener) {
    return fold -> listener.accept(new Progress(phase, fold.events(), fold.total()));
  }

  /**
   * The switch gives way to whoever is in its way, and is tried again: locks that others may need
   * meanwhile are waited for less long than PostgreSQL takes to look for deadlocks, so nobody else
   * is ever its victim.
   */
  private void putInPlace(Fold fold, Consumer<Fold> listener) {
    long end = System.nanoTime() + PATIENCE_WITH_READERS.toNanos();
    for (int attempt = 1; ; attempt++) {
      fold.catchUp(listener);
      listener.accept(fold);
      try {
        if (Boolean.TRUE.equals(transactions.execute(status -> switchOnce(fold)))) {
          return;
        }
      } catch (RuntimeException e) {
        if (!isHeldUp(e)) {
          // If it was one of the last events, this tells which.
          fold.catchUp(listener);
          throw e;
        }
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "The new tables could not replace the old ones, which were constantly in use");
      }
      pause(attempt);
    }
  }

  private boolean switchOnce(Fold fold) {
    jdbc.execute("set local lock_timeout = '5s'");
    jdbc.query("select work.keep_vacuum_away(?)", ignored -> {}, (Object) fold.tables());
    return gate.shut(
        PATIENCE_WITH_WRITERS,
        () -> {
          jdbc.execute("set local lock_timeout = '500ms'");
          jdbc.execute("select work.hold_writers()");
          fold.foldRest();
          jdbc.execute("set local lock_timeout = '200ms'");
          jdbc.query("select work.finish_rebuild(?)", ignored -> {}, (Object) fold.tables());
          recent.changedAny();
        });
  }

  private static boolean isHeldUp(RuntimeException failure) {
    return Failures.root(failure) instanceof SQLException sql
        && HELD_UP.contains(sql.getSQLState());
  }

  private static void pause(int attempt) {
    long longest = Math.min(LONGEST_PAUSE.toMillis(), 50L << Math.min(attempt, 10));
    LockSupport.parkNanos(
        TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(25, longest + 1)));
  }
}
