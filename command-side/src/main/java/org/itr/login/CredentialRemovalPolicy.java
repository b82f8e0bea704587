package org.itr.login;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.itr.login.LoginEvent.LoginRemoved;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Views;
import org.itr.person.Persons;
import org.springframework.stereotype.Component;

/**
 * Forgets what a removed account proved itself with. A candidate who is inactive for a while comes
 * back with the old password, so as long as there is the person it stays.
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
