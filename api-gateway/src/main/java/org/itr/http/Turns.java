package org.itr.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Lets calls wait for their turn without a thread: a call that has to wait is put aside, and comes
 * back through the filters when its turn has come. How many wait at all is limited, because each
 * keeps its buffers.
 */
@Component
class Turns {

  private static final String TURN = Turns.class.getName() + ".turn.";
  private static final String PLACE = Turns.class.getName() + ".place";
  private static final String PUT_ASIDE = Turns.class.getName() + ".aside";

  private static final int WRITES_IN_WORK = 16;
  private static final int MOST_WAITING_OF_ONE = 300;
  private static final int MOST_WAITING = 600;
  private static final Duration LONGEST_WAIT_FOR_A_PLACE = Duration.ofSeconds(60);

  private final Places places =
      new Places(WRITES_IN_WORK, MOST_WAITING_OF_ONE, LONGEST_WAIT_FOR_A_PLACE);
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * Whether the turn of a call has come. If not, the call is put aside and the caller of this
   * method must let go of it.
   *
   * @param kind what the call waits for; the turn is asked for once a kind
   * @param turn asks for the turn; the answer is false when it does not come
   * @throws TooManyCalls when the turn does not come
   */
  boolean hasCome(
      HttpServletRequest request,
      HttpServletResponse response,
      String kind,
      Supplier<CompletableFuture<Boolean>> turn) {
    String attribute = TURN + kind;
    if (request.getAttribute(attribute) == null) {
      CompletableFuture<Boolean> asked = turn.get();
      if (!asked.isDone()) {
        if (waiting.incrementAndGet() <= MOST_WAITING) {
          putAside(request, response, attribute, asked);
          return false;
        }
        waiting.decrementAndGet();
        asked.complete(false);
      }
      request.setAttribute(attribute, asked.join());
    }
    if (!Boolean.TRUE.equals(request.getAttribute(attribute))) {
      throw new TooManyCalls();
    }
    return true;
  }

  /** The same for a place among the writes of one caller, which the call has until it is over. */
  boolean hasPlace(HttpServletRequest request, HttpServletResponse response, String who) {
    request.setAttribute(PLACE, who);
    return hasCome(request, response, PLACE, () -> places.enter(who));
  }

  private void putAside(
      HttpServletRequest request,
      HttpServletResponse response,
      String attribute,
      CompletableFuture<Boolean> turn) {
    request.setAttribute(PUT_ASIDE, true);
    AsyncContext context = request.startAsync(request, response);
    context.setTimeout(0);
    turn.whenComplete(
        (granted, failure) -> {
          waiting.decrementAndGet();
          request.setAttribute(attribute, Boolean.TRUE.equals(granted));
          try {
            context.dispatch();
          } catch (RuntimeException callerIsGone) {
            finished(request);
            throw callerIsGone;
          }
        });
  }

  /** Whether the call was put aside since this was asked last: then it is not over yet. */
  boolean wasPutAside(HttpServletRequest request) {
    boolean aside = request.getAttribute(PUT_ASIDE) != null;
    request.removeAttribute(PUT_ASIDE);
    return aside;
  }

  /** Takes note that a call is over. */
  void finished(HttpServletRequest request) {
    if (Boolean.TRUE.equals(request.getAttribute(TURN + PLACE))) {
      places.leave((String) request.getAttribute(PLACE));
    }
  }
}
