package org.itr.objecttype;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.itr.audit.AuditTrail;
import org.itr.audit.HistoryView;
import org.itr.company.Companies;
import org.itr.credit.CreditGrants;
import org.itr.credit.CreditUsages;
import org.itr.datagathering.DataGathering;
import org.itr.file.StoredFiles;
import org.itr.login.Logins;
import org.itr.mail.Mails;
import org.itr.person.Persons;
import org.itr.privacy.ErasureReceipts;
import org.itr.privacy.RetentionRules;
import org.itr.rebuild.Rebuilds;
import org.itr.record.Batteries;
import org.itr.record.Educations;
import org.itr.record.GeneratedReports;
import org.itr.record.Groups;
import org.itr.record.Nationalities;
import org.itr.record.Organisations;
import org.itr.record.ReportDefinitions;
import org.itr.record.RightsTemplates;
import org.itr.record.ScreenTemplates;
import org.itr.record.Tests;
import org.itr.session.GroupMembers;
import org.itr.session.GroupSessionsView;
import org.itr.session.Sessions;
import org.itr.session.SessionsView;
import org.itr.sessiontest.SessionTests;
import org.itr.sessiontest.SessionTestsView;
import org.itr.setting.SystemSettings;
import org.itr.token.Tokens;
import org.itr.translation.Translations;

/** All object types by name. */
public final class ObjectTypes {

  /** Types without behaviour of their own, which share one aggregate and one projection. */
  public static final List<ObjectType> RECORDS =
      List.of(
          Batteries.TYPE,
          Educations.TYPE,
          GeneratedReports.TYPE,
          Groups.TYPE,
          Nationalities.TYPE,
          Organisations.TYPE,
          ReportDefinitions.TYPE,
          RightsTemplates.TYPE,
          ScreenTemplates.TYPE,
          Tests.TYPE);

  private static final Map<String, ObjectType> BY_NAME = new LinkedHashMap<>();

  static {
    for (ObjectType type : RECORDS) {
      BY_NAME.put(type.name(), type);
    }
    for (ObjectType type :
        List.of(
            Sessions.TYPE,
            SessionTests.TYPE,
            Persons.TYPE,
            Logins.TYPE,
            Companies.TYPE,
            CreditGrants.TYPE,
            CreditUsages.TYPE,
            SystemSettings.TYPE,
            Tokens.TYPE,
            DataGathering.TYPE,
            AuditTrail.TYPE,
            Mails.TYPE,
            StoredFiles.TYPE,
            Translations.TYPE,
            ErasureReceipts.TYPE,
            RetentionRules.TYPE,
            Rebuilds.TYPE,
            SessionsView.TYPE,
            GroupSessionsView.TYPE,
            GroupMembers.TYPE,
            SessionTestsView.TYPE,
            HistoryView.TYPE)) {
      BY_NAME.put(type.name(), type);
    }
  }

  private ObjectTypes() {}

  /** All types, records first. */
  public static Iterable<ObjectType> all() {
    return BY_NAME.values();
  }

  /** The type of that name. */
  public static Optional<ObjectType> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /**
   * The type of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static ObjectType named(String name) {
    ObjectType type = BY_NAME.get(name);
    if (type == null) {
      throw new IllegalArgumentException("No object type " + name);
    }
    return type;
  }
}
