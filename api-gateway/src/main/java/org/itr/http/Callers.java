package org.itr.http;

import java.util.Optional;
import org.itr.login.Logins;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Row;
import org.itr.objecttype.Views;
import org.itr.token.TokenHolder;
import org.itr.token.TokenVault;
import org.springframework.stereotype.Component;

/** Finds out who a token belongs to, and keeps it alive. */
@Component
public class Callers {

  private final TokenVault tokens;
  private final Views views;

  Callers(TokenVault tokens, Views views) {
    this.tokens = tokens;
    this.views = views;
  }

  /**
   * The user of a token; empty when the token is unknown, expired, no session's, or its user may
   * not log in any more.
   */
  public Optional<Caller> of(String token, Origin origin) {
    TokenHolder holder =
        tokens
            .resolve(token)
            .filter(found -> found.kind() == TokenHolder.Kind.SESSION)
            .orElse(null);
    if (holder == null) {
      return Optional.empty();
    }
    Row login =
        views
            .find(ObjectKey.of(Logins.TYPE, holder.space(), holder.login()))
            .filter(row -> row.flag("Active"))
            .orElse(null);
    if (login == null) {
      return Optional.empty();
    }
    tokens.renew(holder);
    return Optional.of(
        new Caller(
            holder.space(),
            holder.login(),
            holder.tokenSession(),
            holder.companyChoicePending(),
            login,
            origin));
  }
}
