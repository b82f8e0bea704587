package org.itr.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.axonframework.common.IdentifierFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The first and last that a call to the API meets: it gets its id, one spelling of its path, the
 * headers that every answer has, and one line in the log. That line names the call, never its ids,
 * token or data.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiFilter extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger(ApiFilter.class);
  private static final Pattern SLASHES = Pattern.compile("/{2,}");
  private static final String API = "/api/";

  /** The name under which log lines show the id of the request. */
  private static final String LOG_KEY = "correlation";

  private static final String METHODS = "GET, POST, DELETE, OPTIONS";
  private static final String HEADERS = Header.names() + ", Content-Type";
  private static final String PREFLIGHT_SECONDS = "600";

  private static final String BEGINNING = ApiFilter.class.getName() + ".beginning";

  private final boolean crossOrigin;
  private final Turns turns;
  private final Downloads downloads;

  ApiFilter(@Value("${settings.enable-cors}") String enableCors, Turns turns, Downloads downloads) {
    this.crossOrigin = isYes(enableCors);
    this.turns = turns;
    this.downloads = downloads;
  }

  private static boolean isYes(String enableCors) {
    return switch (enableCors.strip().toLowerCase(Locale.ROOT)) {
      case "y", "yes", "true", "t", "on", "1" -> true;
      case "", "n", "no", "false", "f", "off", "0" -> false;
      default ->
          throw new IllegalArgumentException("ENABLE_CORS must be Y or N, not " + enableCors);
    };
  }

  /** A call that was put aside comes by again. */
  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = SLASHES.matcher(request.getRequestURI()).replaceAll("/");
    // The path as sent can spell this in ways that only the container's reading of it sees through.
    boolean isCall =
        path.startsWith(API)
            || SLASHES.matcher(request.getServletPath()).replaceAll("/").startsWith(API);
    if (!isCall) {
      chain.doFilter(request, response);
      return;
    }
    boolean comesAgain = isAsyncDispatch(request);
    if (!comesAgain) {
      begin(request, response);
    }
    MDC.put(LOG_KEY, request.getAttribute(Origin.CORRELATION).toString());
    try {
      if (comesAgain) {
        chain.doFilter(request, response);
      } else if ("OPTIONS".equals(request.getMethod())) {
        preflight(response);
      } else {
        chain.doFilter(downloads.opened(new RawRequest(request, path), response), response);
      }
    } finally {
      if (!turns.wasPutAside(request)) {
        end(request, response);
      }
      MDC.remove(LOG_KEY);
    }
  }

  private void begin(HttpServletRequest request, HttpServletResponse response) {
    String correlation = IdentifierFactory.getInstance().generateIdentifier();
    request.setAttribute(Origin.CORRELATION, correlation);
    request.setAttribute(BEGINNING, System.nanoTime());
    response.setHeader("X-Correlation-ID", correlation);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (crossOrigin) {
      response.setHeader("Access-Control-Allow-Origin", "*");
    }
  }

  private void end(HttpServletRequest request, HttpServletResponse response) {
    turns.finished(request);
    LOG.info(
        "{} {} {} {} ms",
        knownMethod(request.getMethod()),
        pattern(request),
        response.getStatus(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - (Long) request.getAttribute(BEGINNING)));
  }

  private void preflight(HttpServletResponse response) throws IOException {
    if (crossOrigin) {
      response.setHeader("Access-Control-Allow-Methods", METHODS);
      response.setHeader("Access-Control-Allow-Headers", HEADERS);
      response.setHeader("Access-Control-Max-Age", PREFLIGHT_SECONDS);
      response.setStatus(HttpServletResponse.SC_OK);
    } else {
      response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      response.setHeader("Allow", "GET, POST, DELETE");
      Answer.text(ApiErrors.NOT_THAT_METHOD).send(response);
    }
  }

  /** The pattern of the path: the path itself can hold a token or the id of a person. */
  private static Object pattern(HttpServletRequest request) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return pattern == null || "/**".equals(pattern) ? "(no call)" : pattern;
  }

  private static String knownMethod(String method) {
    return switch (method) {
      case "GET", "HEAD", "POST", "DELETE", "OPTIONS", "PUT", "PATCH" -> method;
      default -> "(other method)";
    };
  }
}
