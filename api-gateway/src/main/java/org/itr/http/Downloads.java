package org.itr.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tickets for files that a browser downloads directly: it sends no headers with a link, and an
 * address must not contain a token. A ticket is valid for one call, once, within a minute, and only
 * as long as the token that it was issued to: the call is made with that token and checked like any
 * other.
 */
@Component
class Downloads {

  /** The path that a ticket is appended to. */
  static final String PATH = "/api/downloads/";

  private static final Duration GOOD_FOR = Duration.ofMinutes(1);
  private static final int MOST_TICKETS = 5_000;
  private static final int TICKET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Cache<String, Ticketed> tickets;

  Downloads(InstantSource clock) {
    tickets =
        Caffeine.newBuilder()
            .maximumSize(MOST_TICKETS)
            .expireAfterWrite(GOOD_FOR)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /**
   * The call that a ticket stands for.
   *
   * @param path its path
   * @param headers its headers by name
   */
  private record Ticketed(String path, Map<String, String> headers) {}

  /**
   * Issues a ticket.
   *
   * @param path the path of the call
   * @param headers the headers of the call, the token among them
   */
  String issue(String path, Map<String, String> headers) {
    Map<String, String> asSent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    // A header is read as the Latin-1 of its UTF-8.
    headers.forEach(
        (name, value) ->
            asSent.put(
                name,
                new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)));
    byte[] random = new byte[TICKET_BYTES];
    RANDOM.nextBytes(random);
    String ticket = HexFormat.of().formatHex(random);
    tickets.put(ticket, new Ticketed(path, asSent));
    return ticket;
  }

  /**
   * The call that a request opens with a ticket, which is used up by it; the request itself where
   * it opens none. What is opened is kept and never shown, whatever is in it.
   */
  HttpServletRequest opened(HttpServletRequest request, HttpServletResponse response) {
    String path = request.getRequestURI();
    if (!"GET".equals(request.getMethod()) || !path.startsWith(PATH)) {
      return request;
    }
    Ticketed ticketed = tickets.asMap().remove(path.substring(PATH.length()));
    if (ticketed == null) {
      return request;
    }
    response.setHeader("Content-Disposition", "attachment");
    return new OpenedRequest(request, ticketed);
  }

  /** The request that the owner of the ticket would have made. */
  private static final class OpenedRequest extends HttpServletRequestWrapper {

    private final Ticketed ticketed;

    private OpenedRequest(HttpServletRequest request, Ticketed ticketed) {
      super(request);
      this.ticketed = ticketed;
    }

    @Override
    public String getRequestURI() {
      return ticketed.path();
    }

    @Override
    public String getServletPath() {
      return ticketed.path();
    }

    @Override
    public @Nullable String getHeader(String name) {
      return ticketed.headers().get(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      String value = getHeader(name);
      return value == null
          ? Collections.emptyEnumeration()
          : Collections.enumeration(Collections.singleton(value));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      return Collections.enumeration(ticketed.headers().keySet());
    }
  }
}
