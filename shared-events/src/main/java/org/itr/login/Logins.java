package org.itr.login;

import static org.itr.objecttype.Field.bool;
import static org.itr.objecttype.Field.int32;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.timestamp;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;
import org.itr.objecttype.Row;

/** The accounts of consultants and candidates, with their rights. */
public final class Logins {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("logins")
          .auditNumber(4)
          .fields(
              uuid("ID"),
              uuid("CompanyID"),
              string("Email", 200).initially("").personal(),
              string("Password", 200).initially("").neverReturned(),
              string("UserOpeningsScreen", 200).initially(""),
              string("UserName", 200).personal(),
              text("UserRights").initially(""),
              text("UserParameters").initially("").personal(),
              string("PreferredLanguage", 10).initially("E"),
              text("MailAddress").initially("").personal(),
              text("VisitingAddress").initially("").personal(),
              text("InvoiceAddress").initially("").personal(),
              text("InformationAddress").initially("").personal(),
              text("Remarks").initially("").personal(),
              timestamp("PasswordExpirationDate").initially("2000-01-01T05:00:00Z"),
              timestamp("StartDateLicense").initially("2000-01-01T05:00:00Z"),
              timestamp("EndDateLicense").initially("2100-01-01T08:00:00Z"),
              timestamp("LastLoginDateTime").initially("2000-01-01T05:00:00Z"),
              timestamp("LastRefreshDateTime").initially("2000-01-01T05:00:00Z"),
              bool("IsMasterUser").initially(false),
              bool("IsTestTakingUser").initially(false),
              bool("IsOfficeUser").initially(false),
              bool("IsOrganisationSupervisor").initially(false),
              bool("IsTestAuthor").initially(false),
              bool("IsReportAuthor").initially(false),
              bool("IsTestScreenTemplateAuthor").initially(false),
              bool("IsTranslator").initially(false),
              bool("MayOrderCredits").initially(false),
              bool("MayWorkWithBatteriesOnly").initially(false),
              bool("DoNotRenewLicense").initially(false),
              bool("Active").initially(true),
              string("UserCulture", 20).initially("en"),
              int32("SessionPool").initially(1L),
              bool("MayWorkWithOwnObjectsOnly").initially(false),
              uuid("SecurityTemplateID")
                  .nullable()
                  .initially("00000000-0000-0000-0000-000000000000"),
              bool("HasPersonalCreditPool").initially(false),
              int32("CurrentPersonalCreditLevel").initially(0L),
              text("PluginData").initially("{}").json().personal(),
              bool("IsPasswordManager").initially(false),
              string("APIKey", 400).initially(""),
              bool("IsResearcher").initially(false),
              string("otp_secret", 200).initially("").neverReturned(),
              bool("HasTestingOfficeAccess").initially(true),
              bool("HasEducationalOfficeAccess").initially(false))
          .listed(
              "Active",
              "CompanyID",
              "CurrentPersonalCreditLevel",
              "DoNotRenewLicense",
              "Email",
              "EndDateLicense",
              "HasEducationalOfficeAccess",
              "HasPersonalCreditPool",
              "HasTestingOfficeAccess",
              "ID",
              "InformationAddress",
              "InvoiceAddress",
              "IsMasterUser",
              "IsOrganisationSupervisor",
              "IsPasswordManager",
              "IsReportAuthor",
              "IsResearcher",
              "IsTestAuthor",
              "IsTestScreenTemplateAuthor",
              "IsTestTakingUser",
              "IsTranslator",
              "LastLoginDateTime",
              "MailAddress",
              "MayOrderCredits",
              "MayWorkWithBatteriesOnly",
              "MayWorkWithOwnObjectsOnly",
              "PasswordExpirationDate",
              "PreferredLanguage",
              "SecurityTemplateID",
              "SessionPool",
              "StartDateLicense",
              "UserCulture",
              "UserName",
              "UserOpeningsScreen",
              "VisitingAddress")
          .searched(
              "CurrentPersonalCreditLevel",
              "Email",
              "InformationAddress",
              "InvoiceAddress",
              "MailAddress",
              "Remarks",
              "UserName",
              "VisitingAddress")
          .sortedBy("Email")
          .masterReadableBy(MasterReaders.MASTER_USERS)
          .build();

  private Logins() {}

  /** Whether the account is a candidate's only; all others are office users'. */
  public static boolean isCandidate(Row account) {
    return account.flag("IsTestTakingUser") && !account.flag("IsOfficeUser");
  }
}
