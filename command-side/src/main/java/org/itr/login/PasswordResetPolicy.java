package org.itr.login;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.itr.login.LoginEvent.PasswordResetRequested;
import org.itr.mail.Letter;
import org.itr.mail.MailTexts;
import org.itr.mail.Outbox;
import org.itr.mail.Outbox.Occasion;
import org.itr.mail.Purposes;
import org.itr.mail.Recipients;
import org.itr.objecttype.Row;
import org.itr.objecttype.Views;
import org.itr.token.TokenService;
import org.itr.token.TokenVault;
import org.springframework.stereotype.Component;

/**
 * Mails the link with which a password can be set. The token is in the sealed mail alone, which
 * goes to the user and nobody else, and only while there is time left to use it.
 */
@Component
@ProcessingGroup("policies")
class PasswordResetPolicy {

  private static final Duration GOOD_FOR = TokenVault.RESET_LIFE.minusMinutes(1);

  private final Views views;
  private final TokenService tokens;
  private final Outbox outbox;
  private final MailTexts texts;

  PasswordResetPolicy(Views views, TokenService tokens, Outbox outbox, MailTexts texts) {
    this.views = views;
    this.tokens = tokens;
    this.outbox = outbox;
    this.texts = texts;
  }

  @EventHandler
  void react(PasswordResetRequested event, @MessageIdentifier String cause) {
    Row account = views.find(event.target()).orElseThrow();
    String token = tokens.issueReset(event.target()).value();
    String link =
        event.baseUrl()
            + "/?Token="
            + URLEncoder.encode(token, StandardCharsets.UTF_8)
            + "&Path=PasswordReset";
    Locale language = Locale.forLanguageTag(event.language());
    outbox.put(
        new Occasion(
            UUID.fromString(cause),
            Purposes.PASSWORD_RESET,
            event.target().space(),
            event.target().uuid(),
            null,
            GOOD_FOR),
        Letter.of(
            Recipients.to(List.of(account.text("Email"))),
            texts.plain("password-reset.subject", language),
            texts.html("password-reset.body", language, account.text("UserName"), link)));
  }
}
