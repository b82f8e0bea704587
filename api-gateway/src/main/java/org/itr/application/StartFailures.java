package org.itr.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains in one sentence why a server or a command does not start. Registered as a Spring failure
 * reporter, it replaces Spring's lengthy output.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailures implements SpringBootExceptionReporter {

  private static final int COULD_NOT_BE_DONE = 2;
  private static final String OURS = "org.itr.";

  /** Classes of SQL states. */
  private static final String NO_CONNECTION = "08";

  private static final String NO_SUCH_USER = "28";
  private static final String NO_SUCH_DATABASE = "3D";

  /** Spring asks for one with a context, which can be missing. */
  StartFailures(@Nullable ConfigurableApplicationContext context) {}

  /**
   * Does something. Where it fails for a reason that can be told in a sentence, that is printed and
   * the process ends with 2.
   */
  static <T> T orEnd(Callable<T> start) throws Exception {
    try {
      return start.call();
    } catch (Exception e) {
      System.err.println(sentence(e).orElseThrow(() -> e));
      System.exit(COULD_NOT_BE_DONE);
      throw e;
    }
  }

  @Override
  public boolean reportException(Throwable failure) {
    return sentence(failure).isPresent();
  }

  /** The sentence; none for a failure that nobody thought of. */
  static Optional<String> sentence(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<String> sentence = sentenceOn(cause);
      if (sentence.isPresent()) {
        return sentence;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> sentenceOn(Throwable failure) {
    if (failure instanceof PortInUseException taken) {
      return Optional.of(
          "Another program is using port "
              + taken.getPort()
              + "; stop it, or set another one (ITR_PORT, ITR_MANAGEMENT_PORT)");
    }
    if (failure instanceof SQLException sql && sql.getSQLState() != null) {
      return onDatabase(sql.getSQLState(), sql.getMessage());
    }
    // What the product itself refuses, it refuses with a sentence.
    boolean isOurs =
        failure.getStackTrace().length > 0
            && failure.getStackTrace()[0].getClassName().startsWith(OURS);
    if (isOurs && failure instanceof UncheckedIOException && failure.getCause() != null) {
      return Optional.of(failure.getMessage() + ": " + failure.getCause());
    }
    if (isOurs
        && (failure instanceof IllegalArgumentException
            || failure instanceof IllegalStateException
            || failure instanceof IOException)) {
      return Optional.ofNullable(failure.getMessage());
    }
    return Optional.empty();
  }

  private static Optional<String> onDatabase(String state, String message) {
    if (state.startsWith(NO_CONNECTION)) {
      return Optional.of("The database cannot be reached (ITR_DB_URL): " + message);
    }
    if (state.startsWith(NO_SUCH_USER)) {
      return Optional.of(
          "The database rejects the login (ITR_DB_USER, ITR_DB_PASSWORD): " + message);
    }
    return state.startsWith(NO_SUCH_DATABASE)
        ? Optional.of("The database does not exist (ITR_DB_URL): " + message)
        : Optional.empty();
  }
}
