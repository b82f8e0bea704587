package org.itr.login;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.itr.login.LoginEvent.LoginRemoved;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Views;
import org.itr.person.Persons;
import org.springframework.stereotype.Component;

/**
 * Deletes the credentials of a removed account. Candidates who were inactive for a while return
 * with their old password, so it is kept as long as the person exists.
 */
@Component
@ProcessingGroup("policies")
class CredentialRemovalPolicy {

  private final Views views;
  private final PasswordVault passwords;

  CredentialRemovalPolicy(Views views, PasswordVault passwords) {
    this.views = views;
    this.passwords = passwords;
  }

  @EventHandler
  void react(LoginRemoved event) {
    ObjectKey person = ObjectKey.of(Persons.TYPE, event.target().space(), event.target().uuid());
    if (views.find(person).isEmpty()) {
      passwords.forget(event.target());
    }
  }
}
