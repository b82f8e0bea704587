package org.itr.company;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.itr.company.CompanyEvent.CompanyRemoved;
import org.itr.credit.CreditAccounts;
import org.itr.credit.CreditCommand.RemoveCreditGrant;
import org.itr.credit.CreditCommand.RemoveCreditUsage;
import org.itr.credit.CreditGrants;
import org.itr.credit.CreditUsages;
import org.itr.datagathering.DataGathering;
import org.itr.file.FileCommand.RemoveFile;
import org.itr.file.StoredFiles;
import org.itr.login.LoginCommand.RemoveLogin;
import org.itr.login.Logins;
import org.itr.objecttype.ListRequest;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectTypes;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.itr.person.PersonCommand.ErasePerson;
import org.itr.person.Persons;
import org.itr.privacy.RetentionRules;
import org.itr.record.RecordCommand.RemoveRecord;
import org.itr.session.SessionCommand.RemoveSession;
import org.itr.session.Sessions;
import org.itr.sessiontest.SessionTestCommand.RemoveSessionTest;
import org.itr.sessiontest.SessionTests;
import org.itr.setting.SettingCommand.RemoveSetting;
import org.itr.setting.SystemSettings;
import org.springframework.stereotype.Component;

/**
 * A company that is removed takes everything along that is its own. Persons go first, for their
 * sessions, tests and accounts go with them; tokens go with the accounts.
 */
@Component
@ProcessingGroup("policies")
class CompanyRemovalPolicy {

  private static final List<ObjectType> IN_THIS_ORDER =
      List.of(
          Persons.TYPE,
          Sessions.TYPE,
          SessionTests.TYPE,
          Logins.TYPE,
          SystemSettings.TYPE,
          RetentionRules.TYPE,
          CreditUsages.TYPE,
          DataGathering.TYPE,
          StoredFiles.TYPE);

  private final Views views;
  private final CommandGateway commands;

  CompanyRemovalPolicy(Views views, CommandGateway commands) {
    this.views = views;
    this.commands = commands;
  }

  @EventHandler
  void react(CompanyRemoved event) {
    UUID company = event.target().uuid();
    Space space = Space.of(company);
    IN_THIS_ORDER.forEach(type -> removeAll(type, space));
    ObjectTypes.RECORDS.forEach(type -> removeAll(type, space));
    for (Row grant :
        views.findBy(CreditGrants.TYPE, Space.MASTER, "CompanyID", company.toString())) {
      ObjectKey key = ObjectKey.of(CreditGrants.TYPE, Space.MASTER, grant.uuid("ID"));
      commands.sendAndWait(new RemoveCreditGrant(CreditAccounts.keyOf(company), key));
    }
  }

  private void removeAll(ObjectType type, Space space) {
    List<ObjectKey> all = new ArrayList<>();
    views.list(
        ListRequest.everything(type, space, null),
        row -> all.add(new ObjectKey(type.name(), space, row.text(type.key()))));
    all.forEach(key -> commands.sendAndWait(removing(key)));
  }

  private static Object removing(ObjectKey key) {
    ObjectType type = key.objectType();
    if (type.equals(Persons.TYPE)) {
      return new ErasePerson(key);
    }
    if (type.equals(Sessions.TYPE)) {
      return new RemoveSession(key);
    }
    if (type.equals(SessionTests.TYPE)) {
      return new RemoveSessionTest(key);
    }
    if (type.equals(Logins.TYPE)) {
      return new RemoveLogin(key);
    }
    if (type.equals(SystemSettings.TYPE)) {
      return new RemoveSetting(key);
    }
    if (type.equals(CreditUsages.TYPE)) {
      return new RemoveCreditUsage(CreditAccounts.keyOf(key.space().id()), key);
    }
    if (type.equals(StoredFiles.TYPE)) {
      return new RemoveFile(key);
    }
    return new RemoveRecord(key);
  }
}
