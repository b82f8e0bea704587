package org.itr.sessiontest;

import static org.itr.objecttype.Field.bool;
import static org.itr.objecttype.Field.date;
import static org.itr.objecttype.Field.int16;
import static org.itr.objecttype.Field.int32;
import static org.itr.objecttype.Field.int64;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.timestamp;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** Session tests with their session and person. */
public final class SessionTestsView {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("sessiontestsview")
          .view()
          .fields(
              uuid("ID"),
              uuid("SessionID"),
              uuid("TestID"),
              uuid("PersID"),
              int16("Sequence"),
              string("TestLanguage", 10),
              uuid("NormID1"),
              uuid("NormID2"),
              uuid("NormID3"),
              timestamp("TestStart"),
              timestamp("TestEnd"),
              int32("PercentageOfQuestionsAnswered"),
              int64("TotalTestTime"),
              int32("status"),
              int32("CurrentPage"),
              int32("TotalPages"),
              int32("HowTheTestIsTaken"),
              string("WarningMessage", 200),
              timestamp("WarningTime"),
              bool("Billed"),
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
              bool("personactive"),
              string("Description", 200),
              int16("SessionType"),
              int32("sessionstatus"),
              bool("Active"),
              timestamp("CreateDate"),
              int32("Age"),
              int16("PersonType"),
              timestamp("AllowedStartDateTime"),
              timestamp("AllowedEndDateTime"),
              timestamp("StartedAt"),
              timestamp("EndedAt"),
              bool("active"))
          .listed(
              "Active",
              "Age",
              "AllowedEndDateTime",
              "AllowedStartDateTime",
              "Billed",
              "BirthDate",
              "CreateDate",
              "CurrentPage",
              "DateOfLastTest",
              "Description",
              "EMail",
              "EducationID",
              "EndedAt",
              "FirstName",
              "HowTheTestIsTaken",
              "ID",
              "Initials",
              "LastName",
              "NationalityID",
              "NormID1",
              "NormID2",
              "NormID3",
              "OrganisationID",
              "PercentageOfQuestionsAnswered",
              "PersID",
              "PersonType",
              "PreferredLanguage",
              "Sequence",
              "SessionID",
              "SessionType",
              "Sex",
              "StartedAt",
              "TestEnd",
              "TestID",
              "TestLanguage",
              "TestStart",
              "TitlesAfter",
              "TitlesBefore",
              "TotalPages",
              "TotalTestTime",
              "WarningMessage",
              "WarningTime",
              "active",
              "personactive",
              "sessionstatus",
              "status")
          .searched("Description", "EMail", "FirstName", "Initials", "LastName")
          .sortedBy("Description")
          .ofSession("SessionID")
          .archivedBy("Active")
          .masterReadableBy(MasterReaders.NOBODY)
          .build();

  private SessionTestsView() {}
}
