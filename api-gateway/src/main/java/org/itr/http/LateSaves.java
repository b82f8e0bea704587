package org.itr.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.session.SessionStatus;
import org.itr.sessiontest.SessionTests;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Handles saves of a test that arrive after its end. A candidate with nothing left to do no longer
 * has a login, but the website shows its last page for a minute, and an essay in the test keeps
 * saving itself. It contains nothing new; refusing it would tell the candidate that the login has
 * expired, just when the website says thank you.
 */
@Component
final class LateSaves {

  private static final String STATUS = "Status";
  private static final String SESSION = "SessionID";

  private final Views views;
  private final int longestBody;

  LateSaves(Views views, @Value("${settings.limits.json-bytes}") int longestBody) {
    this.views = views;
    this.longestBody = longestBody;
  }

  /**
   * Whether the call, whose token is not good any more, saves a test as done that is known to be
   * done. The body is read only where it is.
   */
  boolean isOne(HttpServletRequest request) throws IOException {
    return isDone(request)
        && Body.read(request, longestBody).fields(SessionTests.TYPE).get(STATUS)
            instanceof Number status
        && status.longValue() >= SessionStatus.DONE;
  }

  private boolean isDone(HttpServletRequest request) {
    Optional<UUID> company = Ids.find(HeaderText.of(request, "CompanyID"));
    Optional<UUID> session = inPath(request, "session");
    Optional<UUID> test = inPath(request, "id");
    return company.isPresent()
        && session.isPresent()
        && test.isPresent()
        && views
            .find(ObjectKey.of(SessionTests.TYPE, Space.of(company.get()), test.get()))
            .filter(
                row ->
                    row.uuid(SESSION).equals(session.get())
                        && row.number(STATUS) >= SessionStatus.DONE)
            .isPresent();
  }

  private static Optional<UUID> inPath(HttpServletRequest request, String variable) {
    Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    return variables instanceof Map<?, ?> named && named.get(variable) instanceof String text
        ? Ids.find(text)
        : Optional.empty();
  }
}
