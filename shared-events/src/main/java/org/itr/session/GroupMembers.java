package org.itr.session;

import static org.itr.objecttype.Field.bool;
import static org.itr.objecttype.Field.date;
import static org.itr.objecttype.Field.int16;
import static org.itr.objecttype.Field.int32;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.timestamp;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** The persons in a group session. */
public final class GroupMembers {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("groupmembers")
          .view()
          .fields(
              uuid("ID"),
              uuid("parentsessionid"),
              uuid("sessionid"),
              int32("sessionstatus"),
              int16("sessiontype"),
              string("EMail", 200),
              string("FirstName", 200),
              string("Initials", 200),
              string("LastName", 200),
              string("TitlesBefore", 200),
              string("TitlesAfter", 200),
              uuid("EducationID"),
              uuid("OrganisationID"),
              uuid("NationalityID"),
              string("PreferredLanguage", 10),
              int32("Sex"),
              timestamp("DateOfLastTest"),
              date("BirthDate"),
              bool("Active"),
              uuid("CompanyID"),
              uuid("ManagedByUserID"),
              timestamp("CreateDate"),
              int32("Age"),
              int16("PersonType"))
          .listed(
              "Active",
              "Age",
              "BirthDate",
              "CompanyID",
              "CreateDate",
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
              "PreferredLanguage",
              "Sex",
              "TitlesAfter",
              "TitlesBefore",
              "sessionid",
              "sessionstatus",
              "sessiontype")
          .searched(
              "EMail",
              "FirstName",
              "Initials",
              "LastName",
              "PreferredLanguage",
              "Sex",
              "TitlesAfter",
              "TitlesBefore")
          .sortedBy("EMail")
          .archivedBy("Active")
          .ownedBy("ManagedByUserID")
          .masterReadableBy(MasterReaders.NOBODY)
          .build();

  private GroupMembers() {}
}
