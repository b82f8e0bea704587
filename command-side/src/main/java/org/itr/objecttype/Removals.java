package org.itr.objecttype;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.itr.credit.CreditAccount;
import org.itr.credit.CreditCommand.RemoveCreditGrant;
import org.itr.credit.CreditCommand.RemoveCreditUsage;
import org.itr.credit.CreditGrants;
import org.itr.credit.CreditUsages;
import org.itr.login.LoginCommand.RemoveLogin;
import org.itr.login.Logins;
import org.itr.person.PersonCommand.ErasePerson;
import org.itr.person.Persons;
import org.itr.record.RecordCommand.RemoveRecord;
import org.itr.session.SessionCommand.RemoveSession;
import org.itr.session.Sessions;
import org.itr.sessiontest.SessionTestCommand.RemoveSessionTest;
import org.itr.sessiontest.SessionTests;
import org.itr.setting.SettingCommand.RemoveSetting;
import org.itr.setting.SystemSettings;
import org.springframework.stereotype.Component;

/**
 * Removes objects that have to go with another one. An object that two others take with them in one
 * transaction is removed once, although the views still show it to the second.
 */
@Component
public class Removals {

  private static final String UNDER_WAY = Removals.class.getName();

  private final CommandGateway commands;

  /** Removals through the given gateway, in the running transaction. */
  public Removals(CommandGateway commands) {
    this.commands = commands;
  }

  /** Removes an object of a company. */
  public void remove(ObjectKey key) {
    if (isFirst(key)) {
      commands.sendAndWait(removing(key, key.space().id()));
    }
  }

  /** Removes a credit grant of a company; the grant itself exists server-wide. */
  public void removeGrant(ObjectKey grant, UUID company) {
    if (isFirst(grant)) {
      commands.sendAndWait(removing(grant, company));
    }
  }

  private static boolean isFirst(ObjectKey key) {
    Set<ObjectKey> underWay =
        CurrentUnitOfWork.get()
            .root()
            .getOrComputeResource(UNDER_WAY, name -> new HashSet<ObjectKey>());
    return underWay.add(key);
  }

  private static Object removing(ObjectKey key, UUID company) {
    String type = key.type();
    if (type.equals(Sessions.TYPE.name())) {
      return new RemoveSession(key);
    }
    if (type.equals(SessionTests.TYPE.name())) {
      return new RemoveSessionTest(key);
    }
    if (type.equals(Persons.TYPE.name())) {
      return new ErasePerson(key);
    }
    if (type.equals(Logins.TYPE.name())) {
      return new RemoveLogin(key);
    }
    if (type.equals(SystemSettings.TYPE.name())) {
      return new RemoveSetting(key);
    }
    if (type.equals(CreditGrants.TYPE.name())) {
      return new RemoveCreditGrant(CreditAccount.keyOf(company), key);
    }
    if (type.equals(CreditUsages.TYPE.name())) {
      return new RemoveCreditUsage(CreditAccount.keyOf(company), key);
    }
    return new RemoveRecord(key);
  }
}
