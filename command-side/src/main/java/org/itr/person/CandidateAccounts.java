package org.itr.person;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.itr.login.LoginCommand.SetPassword;
import org.itr.login.Logins;
import org.itr.login.PasswordVault;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Secret;
import org.itr.objecttype.Views;
import org.springframework.stereotype.Component;

/**
 * The accounts of persons: an account has the id of its person, and its password can be read by a
 * password manager.
 */
@Component
class CandidateAccounts implements CandidatePasswords, OpenWork {

  private final Views views;
  private final PasswordVault passwords;
  private final CommandGateway commands;

  CandidateAccounts(Views views, PasswordVault passwords, CommandGateway commands) {
    this.views = views;
    this.passwords = passwords;
    this.commands = commands;
  }

  /** The account of a person. */
  static ObjectKey accountOf(ObjectKey person) {
    return ObjectKey.of(Logins.TYPE, person.space(), person.uuid());
  }

  @Override
  public void set(ObjectKey person, Secret password) {
    ObjectKey account = accountOf(person);
    Row existing = views.find(account).orElse(null);
    if (existing == null) {
      passwords.keep(account, password, true);
    } else if (Logins.isCandidate(existing)) {
      commands.sendAndWait(new SetPassword(account, password, false, null));
    } else {
      throw new Refusal(
          Refusal.Reason.CONFLICT, "The ID of the person is that of a consultant's login");
    }
  }

  @Override
  public boolean remainsFor(ObjectKey person) {
    return views.hasOpenWork(person.space(), person.uuid());
  }
}
