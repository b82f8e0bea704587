package org.itr.token;

import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.itr.company.CompanyEvent.CompanyChanged;
import org.itr.login.LoginEvent.LoginChanged;
import org.itr.login.LoginEvent.LoginRemoved;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Space;
import org.itr.token.TokenCommand.EndToken;
import org.springframework.stereotype.Component;

/** Ends the tokens of an account that was removed or deactivated, or whose company was. */
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
