package org.itr.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Limits the number of concurrent writes of one caller. Others are queued in order of arrival, so
 * that nobody occupies all threads of the server.
 */
final class Places {

  private final int places;
  private final int longestLine;
  private final Duration longestWait;
  private final Map<String, Line> lines = new HashMap<>();

  /**
   * @param places how many writes of a caller are in work at a time
   * @param longestLine how many more may wait
   * @param longestWait how long one waits
   */
  Places(int places, int longestLine, Duration longestWait) {
    this.places = places;
    this.longestLine = longestLine;
    this.longestWait = longestWait;
  }

  /** The writes of one caller. */
  private static final class Line {
    private int taken;
    private final Deque<CompletableFuture<Boolean>> waiting = new ArrayDeque<>();
  }

  /**
   * Asks for a place. Whoever is answered true has it and must leave it.
   *
   * @return true as soon as there is one, false when there will be none in time
   */
  synchronized CompletableFuture<Boolean> enter(String who) {
    Line line = lines.computeIfAbsent(who, key -> new Line());
    if (line.taken < places) {
      line.taken++;
      return CompletableFuture.completedFuture(true);
    }
    if (line.waiting.size() >= longestLine) {
      return CompletableFuture.completedFuture(false);
    }
    CompletableFuture<Boolean> turn = new CompletableFuture<>();
    line.waiting.add(turn);
    return turn.completeOnTimeout(false, longestWait.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Gives a place back: to the next in line that still waits. */
  void leave(String who) {
    CompletableFuture<Boolean> next = next(who);
    while (next != null && !next.complete(true)) {
      next = next(who);
    }
  }

  private synchronized CompletableFuture<Boolean> next(String who) {
    Line line = lines.get(who);
    CompletableFuture<Boolean> next = line.waiting.poll();
    if (next == null) {
      line.taken--;
      if (line.taken == 0) {
        lines.remove(who);
      }
    }
    return next;
  }
}
