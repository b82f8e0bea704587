package org.itr.session;

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

/** Sessions with their person. */
public final class SessionsView {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("sessionsview")
          .view()
          .fields(
              uuid("ID"),
              uuid("GroupSessionID"),
              uuid("GroupID"),
              uuid("PersonID"),
              int16("SessionType"),
              string("Description", 200),
              string("Goal", 200),
              text("UsedBatteryIDs"),
              text("Remarks"),
              text("SessionState"),
              timestamp("AllowedStartDateTime"),
              timestamp("AllowedEndDateTime"),
              timestamp("StartedAt"),
              timestamp("EndedAt"),
              int32("Status"),
              bool("active"),
              string("EMailNotificationAdresses", 200),
              bool("EnforceSessionEndDateTime"),
              uuid("ManagedByUserID"),
              bool("EmailNotificationIncludeResults"),
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
              timestamp("CreateDate"),
              int32("Age"),
              int16("PersonType"))
          .listed(
              "AllowedEndDateTime",
              "AllowedStartDateTime",
              "CreateDate",
              "Description",
              "EMail",
              "EndedAt",
              "FirstName",
              "ID",
              "Initials",
              "LastName",
              "StartedAt",
              "active")
          .searched("Description", "EMail", "FirstName", "Initials", "LastName")
          .sortedBy("Description")
          .archivedBy("active")
          .ownedBy("ManagedByUserID")
          .masterReadableBy(MasterReaders.NOBODY)
          .build();

  private SessionsView() {}
}
