package org.itr.company;

import static org.itr.objecttype.Field.bool;
import static org.itr.objecttype.Field.int32;
import static org.itr.objecttype.Field.int64;
import static org.itr.objecttype.Field.number;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.timestamp;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** The companies that share the server. */
public final class Companies {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("companies")
          .auditNumber(5)
          .serverWide()
          .fields(
              uuid("ID"),
              string("CompanyName", 200),
              string("CompanyCountry", 200),
              string("InternationalVATNr", 200),
              number("VATPercentage").initially(0.0),
              text("MailAddress").initially(""),
              text("VisitingAddress").initially(""),
              text("InvoiceAddress").initially(""),
              string("AdministrativeID", 200).initially(""),
              string("CompanyLogo", 200),
              string("ContactPerson", 200).personal(),
              string("ContactPhone", 50).personal(),
              string("ContactEMail", 200).personal(),
              int32("TestTakingDiscount").initially(0L),
              int32("CostsPerTestInUnits").initially(0L),
              int32("YearlyLicenseDiscount").initially(0L),
              int32("YearlyLicenseFee"),
              string("InvoiceCurrency", 50),
              int64("CurrentCreditLevel").initially(0L),
              int64("LowCreditWarningLevel").initially(500L),
              int32("ConcurrentOpenSessions").initially(0L),
              text("CompanyVariables").initially(""),
              text("AdditionalPersonFields").initially("").json(),
              text("AdditionalGroupFields").initially("").json(),
              text("AdditionalSessionFields").initially("").json(),
              bool("AllowNegativeCredits").initially(true),
              bool("Active").initially(true),
              timestamp("LicenseStartDate").initially("2000-01-01T05:00:00Z"),
              timestamp("LicenseEndDate").initially("2099-12-31T23:00:00Z"),
              bool("NoPublicTests").initially(false),
              string("ExitURL", 255).nullable(),
              text("PluginData").initially("{}").json(),
              int32("Generation").initially(1L),
              string("CCEMail", 200).initially("").personal(),
              bool("MFAEnabled").initially(false),
              number("PricePerCreditUnit").initially(0.1))
          .listed(
              "Active",
              "AllowNegativeCredits",
              "CompanyCountry",
              "CompanyLogo",
              "CompanyName",
              "ConcurrentOpenSessions",
              "ContactEMail",
              "ContactPerson",
              "ContactPhone",
              "CostsPerTestInUnits",
              "CurrentCreditLevel",
              "ExitURL",
              "ID",
              "InternationalVATNr",
              "InvoiceAddress",
              "InvoiceCurrency",
              "LicenseEndDate",
              "LicenseStartDate",
              "MailAddress",
              "NoPublicTests",
              "PricePerCreditUnit",
              "TestTakingDiscount",
              "VATPercentage",
              "VisitingAddress",
              "YearlyLicenseDiscount",
              "YearlyLicenseFee")
          .searched(
              "CompanyCountry",
              "CompanyName",
              "ContactEMail",
              "ContactPerson",
              "ContactPhone",
              "InternationalVATNr",
              "InvoiceAddress",
              "MailAddress",
              "VisitingAddress")
          .sortedBy("CompanyName")
          .masterReadableBy(MasterReaders.MASTER_USERS)
          .build();

  private Companies() {}
}
