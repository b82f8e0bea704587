package org.itr.person;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.itr.login.Login;
import org.itr.login.LoginCommand.RemoveLogin;
import org.itr.login.LoginCommand.SaveLogin;
import org.itr.login.Logins;
import org.itr.login.PasswordRules;
import org.itr.login.PasswordVault;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;
import org.itr.objecttype.Row;
import org.itr.objecttype.Views;
import org.itr.person.PersonEvent.PersonChanged;
import org.itr.person.PersonEvent.PersonErased;
import org.itr.person.PersonEvent.PersonRegistered;
import org.itr.person.PersonEvent.StandInsForgotten;
import org.itr.privacy.DataSubject;
import org.itr.privacy.SubjectKeys;
import org.itr.session.PublicSessions;
import org.itr.session.Sessions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whenever a person becomes active or changes, then the account follows; whenever a person becomes
 * inactive, then the account goes, and its password waits for its return; whenever a person is
 * erased, then the account, the password and the keys to all personal data go for good.
 */
@Component
@ProcessingGroup("policies")
class PersonLoginPolicy {

  private static final List<String> SHOWN_BY_THE_ACCOUNT =
      List.of("EMail", "FirstName", "LastName", "PreferredLanguage", "Active");
  private static final int GENERATED_LENGTH = 12;

  private final Views views;
  private final PasswordVault passwords;
  private final SubjectKeys keys;
  private final CommandGateway commands;

  PersonLoginPolicy(
      Views views, PasswordVault passwords, SubjectKeys keys, CommandGateway commands) {
    this.views = views;
    this.passwords = passwords;
    this.keys = keys;
    this.commands = commands;
  }

  @EventHandler
  void react(PersonRegistered event) {
    follow(event.target());
  }

  @EventHandler
  void react(PersonChanged event) {
    if (SHOWN_BY_THE_ACCOUNT.stream().anyMatch(event.delta()::touches)
        && !(isActiveAlone(event) && isConsultants(event.target()))) {
      follow(event.target());
    }
  }

  @EventHandler
  void react(PersonErased event) {
    ObjectKey account = CandidateAccounts.accountOf(event.target());
    @Nullable Row existing = views.find(account).orElse(null);
    if (existing != null && Logins.isCandidate(existing)) {
      commands.sendAndWait(new RemoveLogin(account));
    } else if (existing == null) {
      passwords.forget(account);
    }
    keys.destroy(new DataSubject(event.target().space(), event.target().uuid()));
  }

  @EventHandler
  void react(StandInsForgotten event) {
    event
        .standIns()
        .forEach(standIn -> keys.destroy(new DataSubject(event.target().space(), standIn)));
  }

  /** A session that ends makes its person inactive, also one who has become a consultant since. */
  private static boolean isActiveAlone(PersonChanged event) {
    return event.delta().changes().keySet().equals(Set.of("Active"));
  }

  private boolean isConsultants(ObjectKey person) {
    return views
        .find(CandidateAccounts.accountOf(person))
        .filter(account -> !Logins.isCandidate(account))
        .isPresent();
  }

  private void follow(ObjectKey person) {
    Row row = views.find(person).orElse(null);
    if (row == null) {
      return;
    }
    ObjectKey account = CandidateAccounts.accountOf(person);
    @Nullable Row existing = views.find(account).orElse(null);
    if (existing != null && !Logins.isCandidate(existing)) {
      throw new Refusal(
          Refusal.Reason.CONFLICT, "The ID of the person is that of a consultant's login");
    }
    boolean wanted = row.flag("Active") && !row.text("EMail").isBlank();
    if (wanted) {
      save(account, row);
    } else if (existing != null) {
      commands.sendAndWait(new RemoveLogin(account));
    }
  }

  private void save(ObjectKey account, Row person) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("Email", email(account, person));
    fields.put("UserName", (person.text("FirstName") + " " + person.text("LastName")).strip());
    fields.put("PreferredLanguage", person.text("PreferredLanguage"));
    fields.put("IsTestTakingUser", true);
    fields.put("IsOfficeUser", false);
    fields.put("Active", true);
    fields.put("PasswordExpirationDate", "2100-01-01T08:00:00Z");
    if (!passwords.hasPassword(account)) {
      passwords.keep(account, PasswordRules.generate(GENERATED_LENGTH), true);
    }
    commands.sendAndWait(new SaveLogin(account, null, fields));
  }

  /**
   * The name to log in by. The website gives the person of a public course the title of the course
   * for an e-mail address, and several may have one title; who takes part comes in by the code.
   */
  private String email(ObjectKey account, Row person) {
    String email = person.text("EMail");
    return Login.isTaken(email, account, views) && isOfPublicSession(account)
        ? account.id()
        : email;
  }

  private boolean isOfPublicSession(ObjectKey account) {
    return views.findBy(Sessions.TYPE, account.space(), "PersonID", account.uuid()).stream()
        .anyMatch(PublicSessions::isPublic);
  }
}
