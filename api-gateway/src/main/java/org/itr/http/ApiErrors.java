package org.itr.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.itr.event.WriteGate.WritesRefused;
import org.itr.login.LoginDenied;
import org.itr.mail.MailNotSent;
import org.itr.objecttype.InvalidInput;
import org.itr.objecttype.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * The one place where a failure becomes a status: a sentence for what the caller did, and nothing
 * but the id of the request for what went wrong inside.
 */
@ControllerAdvice
class ApiErrors {

  /**
   * What a failure is answered with.
   *
   * @param status the HTTP status
   * @param sentence the body
   */
  record Verdict(int status, String sentence) {}

  private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

  /** What is said of an address that is none. */
  static final String NOTHING_HERE = "There is no such address";

  /** What is said of a method that an address does not have. */
  static final String NOT_THAT_METHOD = "This address does not support that method";

  private static final int DEEPEST_CAUSE = 20;
  private static final String SECONDS_UNTIL_RETRY = "2";

  private final RefusedCalls refusedCalls;

  ApiErrors(RefusedCalls refusedCalls) {
    this.refusedCalls = refusedCalls;
  }

  @ExceptionHandler(Exception.class)
  void answer(Exception failure, HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    if (response.isCommitted()) {
      // Part of the answer is out. Only a broken connection tells the caller that it is not the
      // whole.
      throw failure;
    }
    Verdict verdict = verdict(failure);
    if (verdict == null) {
      LOG.error("Call failed unexpectedly", failure);
      verdict =
          new Verdict(
              500,
              "An unexpected error occurred; the server's log has details under "
                  + request.getAttribute(Origin.CORRELATION));
    } else if (verdict.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
      LOG.warn("{}: {}", verdict.sentence(), rootOf(failure).getClass().getSimpleName());
      response.setHeader("Retry-After", SECONDS_UNTIL_RETRY);
    }
    if (failure instanceof HttpRequestMethodNotSupportedException wrongMethod
        && wrongMethod.getSupportedMethods() != null) {
      response.setHeader("Allow", String.join(", ", wrongMethod.getSupportedMethods()));
    }
    tell(failure, request);
    response.resetBuffer();
    response.setStatus(verdict.status());
    Answer.text(verdict.sentence()).send(response);
  }

  /** A write that a rule refused is told, and a read that the caller has no right to. */
  private void tell(Exception failure, HttpServletRequest request) {
    boolean isRead = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
    Refusal refusal =
        firstOfCauses(failure, cause -> cause instanceof Refusal found ? found : null);
    if (!(request.getAttribute(Gatekeeper.CALLER) instanceof Caller caller)
        || refusal == null
        || (isRead && refusal.reason() != Refusal.Reason.FORBIDDEN)) {
      return;
    }
    String pattern =
        String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    try {
      refusedCalls.refused(
          caller,
          request.getMethod() + " " + pattern,
          isRead ? "" : objectOf(request),
          refusal.getMessage());
    } catch (RuntimeException e) {
      LOG.error("A refused call was not noted", e);
    }
  }

  /** The ID in the path. Only a uuid is one for sure: what else stands there can be a token. */
  private static String objectOf(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                instanceof Map<?, ?> variables
            && variables.get("id") instanceof String id
        ? Ids.find(id).map(UUID::toString).orElse("")
        : "";
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = NestedExceptionUtils.getRootCause(failure);
    return root == null ? failure : root;
  }

  /** The answer to a failure; null for one that should never happen. */
  static @Nullable Verdict verdict(Throwable failure) {
    return firstOfCauses(failure, ApiErrors::verdictOn);
  }

  /** What the first cause says of which anything can be said; null where nothing can. */
  private static <T> @Nullable T firstOfCauses(
      Throwable failure, Function<Throwable, @Nullable T> says) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++, cause = cause.getCause()) {
      T said = says.apply(cause);
      if (said != null) {
        return said;
      }
    }
    return null;
  }

  private static @Nullable Verdict verdictOn(Throwable failure) {
    if (failure instanceof InvalidInput) {
      return new Verdict(400, failure.getMessage());
    }
    if (failure instanceof LoginDenied) {
      return new Verdict(401, failure.getMessage());
    }
    if (failure instanceof MailNotSent) {
      return new Verdict(500, failure.getMessage());
    }
    if (failure instanceof Refusal refusal) {
      return new Verdict(status(refusal.reason()), failure.getMessage());
    }
    if (failure instanceof NoHandlerFoundException || failure instanceof NoResourceFoundException) {
      return new Verdict(404, NOTHING_HERE);
    }
    if (failure instanceof HttpRequestMethodNotSupportedException) {
      return new Verdict(405, NOT_THAT_METHOD);
    }
    if (failure instanceof TooLarge) {
      return new Verdict(413, failure.getMessage());
    }
    if (failure instanceof TooManyCalls) {
      return new Verdict(429, failure.getMessage());
    }
    if (failure instanceof Unavailable || failure instanceof WritesRefused) {
      return new Verdict(503, failure.getMessage());
    }
    if (isDatabaseAway(failure)) {
      return new Verdict(503, "The database is temporarily unavailable; please try again");
    }
    if (failure instanceof IOException || failure instanceof UncheckedIOException) {
      return new Verdict(400, "The request could not be read completely");
    }
    return null;
  }

  private static int status(Refusal.Reason reason) {
    return switch (reason) {
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case OVER_LIMIT -> 429;
    };
  }

  /**
   * Whether a failure says that the database is not there, is shutting down, is full of
   * connections, or took too long.
   */
  private static boolean isDatabaseAway(Throwable failure) {
    if (failure instanceof DataAccessResourceFailureException
        || failure instanceof CannotCreateTransactionException
        || failure instanceof SQLTransientConnectionException
        || failure instanceof ConnectException) {
      return true;
    }
    if (failure instanceof SQLException sql && sql.getSQLState() != null) {
      String state = sql.getSQLState();
      return state.startsWith("08")
          || state.startsWith("57")
          || state.startsWith("53")
          || "55P03".equals(state)
          || "25P03".equals(state);
    }
    return false;
  }
}
