package org.itr.token;

import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.itr.company.CompanyEvent.CompanyChanged;
import org.itr.event.MetaDataKeys;
import org.itr.login.LoginEvent.LoginChanged;
import org.itr.login.LoginEvent.LoginRemoved;
import org.itr.login.LoginEvent.PasswordSet;
import org.itr.login.Logins;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.token.TokenCommand.EndToken;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Ends the tokens of an account that was removed or deactivated, or whose company was; and those
 * that somebody else may hold when its password or its e-mail address is another.
 */
@Component
@ProcessingGroup("policies")
class TokenRevocationPolicy {

  private final TokenVault vault;
  private final Views views;
  private final CommandGateway commands;

  TokenRevocationPolicy(TokenVault vault, Views views, CommandGateway commands) {
    this.vault = vault;
    this.views = views;
    this.commands = commands;
  }

  @EventHandler
  void react(LoginRemoved event) {
    endAllOf(event.target(), "login removed");
  }

  @EventHandler
  void react(LoginChanged event) {
    if (Boolean.FALSE.equals(event.delta().after("Active"))) {
      endAllOf(event.target(), "login deactivated");
    } else if (event.delta().changes().containsKey("Email")) {
      // A link to set a password is for who reads the mail of the address that it was sent to.
      vault.endResetsOf(event.target());
    }
  }

  /**
   * Who sets a password goes on, everybody else who came in with the old one does not. Candidates
   * do: an office user may give them a password while they take a test.
   */
  @EventHandler
  void react(
      PasswordSet event, @MetaDataValue(MetaDataKeys.TOKEN_SESSION) @Nullable String tokenSession) {
    boolean isOffice =
        views.find(event.target()).filter(login -> !Logins.isCandidate(login)).isPresent();
    if (isOffice) {
      tell(
          tokenSession == null
              ? vault.endAllOf(event.target())
              : vault.endOthersOf(event.target(), UUID.fromString(tokenSession)),
          "password set");
    }
  }

  @EventHandler
  void react(CompanyChanged event) {
    if (Boolean.FALSE.equals(event.delta().after("Active"))) {
      tell(vault.endAllOf(Space.of(event.target().uuid())), "company deactivated");
    }
  }

  private void endAllOf(ObjectKey login, String reason) {
    tell(vault.endAllOf(login), reason);
  }

  private void tell(List<UUID> ended, String reason) {
    ended.forEach(
        tokenSession ->
            commands.sendAndWait(
                new EndToken(ObjectKey.of(Tokens.TYPE, Space.MASTER, tokenSession), reason)));
  }
}
