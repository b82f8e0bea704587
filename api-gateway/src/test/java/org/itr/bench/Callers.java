package org.itr.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Sixteen callers who do the same thing again and again for a while. */
final class Callers {

  static final int COUNT = 16;

  private static final int WARM_UP_TIMES = 10;
  private static final int SLOWER_SLICES = 3;
  private static final double FASTER = 1.02;

  private Callers() {}

  /** What one caller does once. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  /**
   * Lets all callers do their steps until they get no faster, and no longer than ten times as long
   * as will be measured: what counts is a day's work, not the first seconds in which Java still
   * compiles.
   */
  static void warmUp(double seconds, IntFunction<Step> caller) throws Exception {
    double slice = seconds / 2;
    double best = 0;
    int slower = 0;
    for (double time = 0; time < WARM_UP_TIMES * seconds && slower < SLOWER_SLICES; time += slice) {
      double rate = rate(slice, caller);
      slower = rate > best * FASTER ? 0 : slower + 1;
      best = Math.max(best, rate);
    }
  }

  /** How many steps a second all callers do together. */
  static double rate(double seconds, IntFunction<Step> caller) throws Exception {
    return rate(COUNT, seconds, caller);
  }

  /** How many steps a second some callers do together. */
  static double rate(int callers, double seconds, IntFunction<Step> caller) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      long end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
      long start = System.nanoTime();
      List<Callable<Long>> tasks = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        Step step = caller.apply(i);
        tasks.add(
            () -> {
              long done = 0;
              while (System.nanoTime() < end) {
                step.run();
                done++;
              }
              return done;
            });
      }
      long all = 0;
      for (Future<Long> task : threads.invokeAll(tasks)) {
        all += task.get();
      }
      return all * 1e9 / (System.nanoTime() - start);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A caller failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
