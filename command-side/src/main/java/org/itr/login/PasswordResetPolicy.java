package org.itr.login;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.itr.login.LoginEvent.PasswordResetRequested;
import org.itr.mail.MailTexts;
import org.itr.mail.Outbox;
import org.itr.objecttype.Row;
import org.itr.objecttype.Views;
import org.itr.token.TokenService;
import org.springframework.stereotype.Component;

/** Mails the link with which a password can be set. The token is in the sealed mail alone. */
@Component
@ProcessingGroup("policies")
class PasswordResetPolicy {

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
        UUID.fromString(cause),
        "password reset",
        event.target().space(),
        event.target().uuid(),
        new Outbox.Mail(
            account.text("Email"),
            texts.plain("password-reset.subject", language),
            texts.html("password-reset.body", language, account.text("UserName"), link)));
  }
}
