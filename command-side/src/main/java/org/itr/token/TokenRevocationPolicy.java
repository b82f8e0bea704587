package org.itr.token;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.itr.login.LoginEvent.LoginChanged;
import org.itr.login.LoginEvent.LoginRemoved;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.itr.token.TokenCommand.EndToken;
import org.springframework.stereotype.Component;

/** Ends the tokens of an account that was removed or deactivated. */
@Component
@ProcessingGroup("policies")
class TokenRevocationPolicy {

  private final TokenVault vault;
  private final CommandGateway commands;

  TokenRevocationPolicy(TokenVault vault, CommandGateway commands) {
    this.vault = vault;
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
    }
  }

  private void endAllOf(ObjectKey login, String reason) {
    vault
        .endAllOf(login)
        .forEach(
            tokenSession ->
                commands.sendAndWait(
                    new EndToken(ObjectKey.of(Tokens.TYPE, Space.MASTER, tokenSession), reason)));
  }
}
