package org.itr.person;

import static org.itr.objecttype.Field.bool;
import static org.itr.objecttype.Field.date;
import static org.itr.objecttype.Field.int16;
import static org.itr.objecttype.Field.int32;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.timestamp;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** Candidates, and the few other persons a company needs. */
public final class Persons {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("persons")
          .auditNumber(3)
          .fields(
              uuid("ID"),
              string("EMail", 200).initially("").personal(),
              string("Password", 200).initially("").neverReturned(),
              string("FirstName", 200).initially("").personal(),
              string("Initials", 200).initially("").personal(),
              string("LastName", 200).initially("").personal(),
              string("TitlesBefore", 200).initially("").personal(),
              string("TitlesAfter", 200).initially("").personal(),
              uuid("EducationID").initially("00000000-0000-0000-0000-000000000000").personal(),
              text("UserDefinedFields").initially("").personal(),
              uuid("OrganisationID").initially("00000000-0000-0000-0000-000000000000"),
              uuid("NationalityID").initially("00000000-0000-0000-0000-000000000000").personal(),
              text("Remarks").initially("").personal(),
              string("PreferredLanguage", 10).initially("E"),
              int32("Sex").initially(3L).personal(),
              timestamp("DateOfLastTest").initially("2000-01-01T05:00:00Z"),
              date("BirthDate").initially("2000-01-01").personal(),
              bool("Active").initially(true),
              uuid("CompanyID").initially("00000000-0000-0000-0000-000000000000"),
              text("PluginData").initially("{}").json().personal(),
              uuid("ManagedByUserID").initially("00000000-0000-0000-0000-000000000000"),
              int32("Age").initially(0L).personal(),
              int16("PersonType").initially(0L))
          .listed(
              "Active",
              "Age",
              "BirthDate",
              "CompanyID",
              "DateOfLastTest",
              "EMail",
              "EducationID",
              "FirstName",
              "ID",
              "Initials",
              "LastName",
              "ManagedByUserID",
              "NationalityID",
              "OrganisationID",
              "PersonType",
              "PreferredLanguage",
              "Sex",
              "TitlesAfter",
              "TitlesBefore",
              "UserDefinedFields")
          .searched(
              "EMail",
              "EducationID",
              "FirstName",
              "Initials",
              "LastName",
              "PreferredLanguage",
              "Remarks",
              "Sex",
              "TitlesAfter",
              "TitlesBefore",
              "UserDefinedFields")
          .sortedBy("EMail")
          .archivedBy("Active")
          .ownedBy("ManagedByUserID")
          .masterReadableBy(MasterReaders.NOBODY)
          .build();

  private Persons() {}
}
