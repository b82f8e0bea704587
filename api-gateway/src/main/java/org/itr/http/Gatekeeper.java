package org.itr.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.itr.event.WriteGate;
import org.itr.objecttype.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Checks every call: who the caller is, whether the call is allowed, and whether the rate limit is
 * met.
 */
@Component
class Gatekeeper implements HandlerInterceptor {

  /** The name of the request attribute with the caller. */
  static final String CALLER = Gatekeeper.class.getName() + ".caller";

  /** On this status the website logs a candidate out; it takes any other for a lost connection. */
  private static final String TEST_TAKING = "/api/sessionteststaking/";

  private static final Set<String> BEFORE_COMPANY_IS_CHOSEN =
      Set.of("GET /api/logins/currentuser/companies", "POST /api/logout");

  private final Callers callers;
  private final RateLimits limits;
  private final Turns turns;
  private final LateSaves lateSaves;
  private final WriteGate gate;

  Gatekeeper(Callers callers, RateLimits limits, Turns turns, LateSaves lateSaves, WriteGate gate) {
    this.callers = callers;
    this.limits = limits;
    this.turns = turns;
    this.lateSaves = lateSaves;
    this.gate = gate;
  }

  /** A call that had to wait for its turn passes here again and is checked again. */
  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    Object attribute = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    if (!(handler instanceof HandlerMethod) || attribute == null) {
      return true;
    }
    String pattern = attribute.toString();
    if (!pattern.startsWith("/api/")) {
      return true;
    }
    Access access =
        Rights.of(request.getMethod(), pattern)
            .orElseThrow(() -> new Refusal(Refusal.Reason.FORBIDDEN, "This call is not allowed"));
    Origin origin = Origin.of(request);
    boolean read = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
    if (!read) {
      gate.requireAdmitted();
    }
    if (RateLimits.isSlow(pattern)) {
      if (read) {
        limits.slowRead(pattern, origin);
      } else if (!turns.hasCome(
          request, response, "slow", () -> limits.slowWrite(pattern, origin))) {
        return false;
      }
    }
    if (access == Access.PUBLIC) {
      if (RateLimits.isPartOfPage(pattern)) {
        return turns.hasCome(request, response, "part", () -> limits.partOfPage(origin));
      }
      if (!RateLimits.isSlow(pattern)) {
        limits.anonymous(origin);
      }
      return true;
    }
    String token = HeaderText.of(request, "SessionID");
    Caller caller = caller(request, token, origin, read);
    if (caller == null) {
      return refuse(request, response, pattern, read);
    }
    if (read) {
      limits.read(token);
    } else if (!caller.isPureCandidate()
        && !turns.hasCome(request, response, "rate", () -> limits.write(token))) {
      return false;
    }
    request.setAttribute(CALLER, caller);
    check(request, pattern, access, caller, read);
    if (!read && !turns.hasPlace(request, response, token)) {
      return false;
    }
    return true;
  }

  private static void check(
      HttpServletRequest request, String pattern, Access access, Caller caller, boolean read) {
    if (caller.mustChooseCompany()
        && !BEFORE_COMPANY_IS_CHOSEN.contains(request.getMethod() + " " + pattern)) {
      throw new Refusal(Refusal.Reason.FORBIDDEN, "Choose a company first");
    }
    if (!access.admits(caller)) {
      throw new Refusal(Refusal.Reason.FORBIDDEN, "You are not allowed to do this");
    }
    if (!read && !caller.isMaster() && HeaderText.isYes(request, "MASTER", false)) {
      throw new Refusal(
          Refusal.Reason.FORBIDDEN, "Only a master user may write to the master space");
    }
  }

  private @Nullable Caller caller(
      HttpServletRequest request, String token, Origin origin, boolean read) {
    if (request.getDispatcherType() == DispatcherType.REQUEST) {
      limits.knownToken(token, read);
    }
    Caller caller = callers.of(token, origin).orElse(null);
    if (caller == null) {
      limits.anonymous(origin);
    }
    return caller;
  }

  /** Answers a call with an invalid or expired token. */
  private boolean refuse(
      HttpServletRequest request, HttpServletResponse response, String pattern, boolean read)
      throws IOException {
    boolean takesTest = pattern.startsWith(TEST_TAKING);
    if (takesTest && !read && lateSaves.isOne(request)) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return false;
    }
    throw new Refusal(
        takesTest ? Refusal.Reason.FORBIDDEN : Refusal.Reason.NOT_FOUND,
        "Invalid or expired token");
  }
}
