package org.itr.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.itr.login.Logins;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Row;
import org.itr.objecttype.Views;
import org.itr.token.TokenHolder;
import org.itr.token.TokenHolder.Kind;
import org.itr.token.TokenVault;
import org.junit.jupiter.api.Test;

class CallersTest {

  private static final String TOKEN = "a token";
  private static final Origin ORIGIN = new Origin("192.0.2.1", "a", "c", "en");

  private final TokenVault tokens = mock(TokenVault.class);
  private final Views views = mock(Views.class);
  private final Callers callers = new Callers(tokens, views);

  private void isToken(Kind kind) {
    TokenHolder holder =
        new TokenHolder(
            UUID.randomUUID(), SomeCaller.COMPANY, SomeCaller.USER, kind, false, Instant.EPOCH);
    when(tokens.resolve(TOKEN)).thenReturn(Optional.of(holder));
  }

  private void isLogin(boolean active) {
    Row login = field -> active;
    when(views.find(ObjectKey.of(Logins.TYPE, SomeCaller.COMPANY, SomeCaller.USER)))
        .thenReturn(Optional.of(login));
  }

  @Test
  void a_session_token_of_an_active_login_is_its_users_and_is_renewed() {
    isToken(Kind.SESSION);
    isLogin(true);
    assertThat(callers.of(TOKEN, ORIGIN)).map(Caller::user).contains(SomeCaller.USER);
    verify(tokens).renew(any());
  }

  @Test
  void a_token_for_a_new_password_is_nobodys() {
    isToken(Kind.PASSWORD_RESET);
    isLogin(true);
    assertIsNobodys();
  }

  @Test
  void a_token_of_a_login_that_is_inactive_or_gone_is_nobodys() {
    isToken(Kind.SESSION);
    assertIsNobodys();
    isLogin(false);
    assertIsNobodys();
  }

  private void assertIsNobodys() {
    assertThat(callers.of(TOKEN, ORIGIN)).isEmpty();
    verify(tokens, never()).renew(any());
  }
}
