package org.itr.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.itr.objecttype.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Stands before every call: who is it, may they, and is it not too often. */
@Component
class Gatekeeper implements HandlerInterceptor {

  /** The name of the request attribute with the caller. */
  static final String CALLER = Gatekeeper.class.getName() + ".caller";

  /**
   * The website logs a candidate out when it sees this status here, and takes any other for a lost
   * connection.
   */
  private static final String TEST_TAKING = "/api/sessionteststaking/";

  private static final Set<String> BEFORE_COMPANY_IS_CHOSEN =
      Set.of("GET /api/logins/currentuser/companies", "POST /api/logout");

  private final Callers callers;
  private final RateLimits limits;

  Gatekeeper(Callers callers, RateLimits limits) {
    this.callers = callers;
    this.limits = limits;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
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
            .orElseThrow(() -> new Refusal(Refusal.Reason.FORBIDDEN, "Nobody may make this call"));
    Origin origin = Origin.of(request);
    boolean read = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
    if (RateLimits.isSlow(pattern)) {
      limits.slow(pattern, origin, read);
    }
    if (access == Access.PUBLIC) {
      if (RateLimits.isPartOfPage(pattern)) {
        limits.partOfPage(origin);
      } else if (!RateLimits.isSlow(pattern)) {
        limits.anonymous(origin, read);
      }
      return true;
    }
    Caller caller = caller(request, pattern, origin, read);
    if (caller.mustChooseCompany()
        && !BEFORE_COMPANY_IS_CHOSEN.contains(request.getMethod() + " " + pattern)) {
      throw new Refusal(Refusal.Reason.FORBIDDEN, "Choose a company first");
    }
    if (!access.admits(caller)) {
      throw new Refusal(Refusal.Reason.FORBIDDEN, "You have not the right to do this");
    }
    if (!read && !caller.isMaster() && HeaderText.isYes(request, "MASTER", false)) {
      throw new Refusal(
          Refusal.Reason.FORBIDDEN, "Only a master user may write to the master space");
    }
    request.setAttribute(CALLER, caller);
    return true;
  }

  private Caller caller(HttpServletRequest request, String pattern, Origin origin, boolean read) {
    String token = HeaderText.of(request, "SessionID");
    if (read) {
      limits.knownToken(token);
    }
    Caller caller = callers.of(token, origin).orElse(null);
    if (caller == null) {
      limits.anonymous(origin, true);
      throw new Refusal(
          pattern.startsWith(TEST_TAKING) ? Refusal.Reason.FORBIDDEN : Refusal.Reason.NOT_FOUND,
          "Invalid or expired token");
    }
    if (read) {
      limits.read(token);
    } else if (!caller.isPureCandidate()) {
      limits.write(token);
    }
    return caller;
  }
}
