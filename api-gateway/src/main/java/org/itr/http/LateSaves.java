package org.itr.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Views;
import org.itr.session.SessionStatus;
import org.itr.sessiontest.SessionTests;
import org.itr.token.TokenHolder;
import org.itr.token.TokenVault;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Handles saves of a test that arrive after its end. A candidate with nothing left to do no longer
 * has a login, but the website shows its last page for a minute, and an essay in the test keeps
 * saving itself with the token of a moment ago. It contains nothing new; refusing it would tell the
 * candidate that the login has expired, just when the website says thank you.
 */
@Component
final class LateSaves {

  private static final String STATUS = "Status";
  private static final String SESSION = "SessionID";
  private static final String PERSON = "PersID";

  private final TokenVault tokens;
  private final Views views;
  private final int longestBody;

  LateSaves(
      TokenVault tokens, Views views, @Value("${settings.limits.json-bytes}") int longestBody) {
    this.tokens = tokens;
    this.views = views;
    this.longestBody = longestBody;
  }

  /**
   * Whether the call, whose token is not good any more, saves a test as done that is known to be
   * done, and whose token was its candidate's. The body is read only where it is.
   */
  boolean isOne(HttpServletRequest request) throws IOException {
    Optional<TokenHolder> candidate = tokens.justEnded(HeaderText.of(request, "SessionID"));
    return candidate.isPresent()
        && isDone(request, candidate.get())
        && Body.read(request, longestBody).fields(SessionTests.TYPE).get(STATUS)
            instanceof Number status
        && status.longValue() >= SessionStatus.DONE;
  }

  private boolean isDone(HttpServletRequest request, TokenHolder candidate) {
    Optional<UUID> session = inPath(request, "session");
    Optional<UUID> test = inPath(request, "id");
    return session.isPresent()
        && test.isPresent()
        && views
            .find(ObjectKey.of(SessionTests.TYPE, candidate.space(), test.get()))
            .filter(
                row ->
                    row.uuid(SESSION).equals(session.get())
                        && row.uuid(PERSON).equals(candidate.login())
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
