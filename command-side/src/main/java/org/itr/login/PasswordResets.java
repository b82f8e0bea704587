package org.itr.login;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.itr.event.Actors;
import org.itr.login.LoginCommand.RequestPasswordReset;
import org.itr.login.LoginCommand.ResetPassword;
import org.itr.login.LoginCommand.SetPassword;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Secret;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.store.CommandSender;
import org.itr.token.TokenHolder;
import org.itr.token.TokenHolder.Kind;
import org.itr.token.TokenService;
import org.itr.token.TokenVault;
import org.springframework.stereotype.Component;

/**
 * New passwords for those who forgot theirs: a mail with a link that is good once, for five
 * minutes, and for the account's own user only.
 */
@Component
public class PasswordResets {

  private static final String NOT_VALID =
      "The user is unknown, or the link for setting a new password is no longer valid";

  private final Views views;
  private final TokenVault vault;
  private final TokenService tokens;
  private final CommandSender sender;
  private final CommandGateway commands;
  private final RefusedAttempts refused;
  private final Clock clock;

  PasswordResets(
      Views views,
      TokenVault vault,
      TokenService tokens,
      CommandSender sender,
      CommandGateway commands,
      RefusedAttempts refused,
      Clock clock) {
    this.views = views;
    this.vault = vault;
    this.tokens = tokens;
    this.sender = sender;
    this.commands = commands;
    this.refused = refused;
    this.clock = clock;
  }

  /**
   * Sends the mail, from the first company that the user has an active account in. Where one was
   * sent within a minute and not used yet no other is: anybody can ask for it.
   *
   * @param name the e-mail address
   * @param baseUrl the address of the website that the link leads to
   * @param language the language of the mail
   * @throws Refusal when nobody has that address (NOT_FOUND)
   */
  public void request(String name, String baseUrl, String language, Map<String, String> metaData) {
    List<Row> logins = views.accounts(name.strip());
    ObjectKey account =
        logins.stream()
            .filter(login -> login.flag("Active"))
            .map(PasswordResets::keyOf)
            .findFirst()
            .orElseThrow(
                () -> {
                  List<ObjectKey> inactive = logins.stream().map(PasswordResets::keyOf).toList();
                  refused.tell(inactive, name, "NoResetLink", metaData);
                  return new Refusal(
                      Refusal.Reason.NOT_FOUND, "There is no user with that e-mail address");
                });
    if (tokens.hasFreshReset(account)) {
      refused.tell(account, "ResetLinkSentAlready", Actors.user(account, metaData));
    } else {
      sender.send(
          new RequestPasswordReset(account, baseUrl, language), Actors.user(account, metaData));
    }
  }

  /**
   * Sets the password of the user in every company.
   *
   * @param token the token of the link
   * @throws Refusal when user and token do not fit, or the token was used or is over (NOT_FOUND)
   * @throws org.itr.objecttype.InvalidInput when the password is too short
   */
  public void reset(String name, Secret token, Secret password, Map<String, String> metaData) {
    TokenHolder holder =
        vault
            .resolve(token.value())
            .filter(found -> found.kind() == Kind.PASSWORD_RESET)
            .orElseThrow(() -> refused(name, metaData));
    try {
      sender.send(
          new ResetPassword(holder.loginKey(), holder.tokenSession(), name.strip(), password),
          Actors.user(holder.loginKey(), metaData));
    } catch (Refusal refusal) {
      throw refusal.reason() == Refusal.Reason.NOT_FOUND ? refused(name, metaData) : refusal;
    }
  }

  private Refusal refused(String name, Map<String, String> metaData) {
    refused.tell(accounts(name), name, "InvalidResetLink", metaData);
    return new Refusal(Refusal.Reason.NOT_FOUND, NOT_VALID);
  }

  @CommandHandler
  void decide(ResetPassword command) {
    List<ObjectKey> accounts = accounts(command.name());
    if (!accounts.contains(command.account()) || !tokens.useReset(command.tokenSession())) {
      throw new Refusal(Refusal.Reason.NOT_FOUND, NOT_VALID);
    }
    String expires = PasswordRules.expiryFrom(clock.instant());
    accounts.forEach(
        account ->
            commands.sendAndWait(new SetPassword(account, command.password(), true, expires)));
  }

  private List<ObjectKey> accounts(String name) {
    return views.accounts(name.strip()).stream().map(PasswordResets::keyOf).toList();
  }

  private static ObjectKey keyOf(Row login) {
    return ObjectKey.of(Logins.TYPE, Space.of(login.uuid("CompanyID")), login.uuid("ID"));
  }
}
