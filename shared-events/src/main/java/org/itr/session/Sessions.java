package org.itr.session;

import static org.itr.objecttype.Field.bool;
import static org.itr.objecttype.Field.int16;
import static org.itr.objecttype.Field.int32;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.timestamp;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** Test sessions: what a consultant plans for a candidate, a group or the public. */
public final class Sessions {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("sessions")
          .auditNumber(1)
          .fields(
              uuid("ID"),
              uuid("GroupSessionID"),
              uuid("GroupID"),
              uuid("PersonID"),
              int16("SessionType").initially(0L),
              string("Description", 200).initially("").personal(),
              string("Goal", 200).initially("").personal(),
              text("UsedBatteryIDs").initially(""),
              text("UserDefinedFields").initially("").personal(),
              text("Remarks").initially("").personal(),
              text("SessionState").initially(""),
              timestamp("AllowedStartDateTime").initially("2000-01-01T05:00:00Z"),
              timestamp("AllowedEndDateTime").initially("2100-01-01T08:00:00Z"),
              timestamp("StartedAt").initially("2000-01-01T05:00:00Z"),
              timestamp("EndedAt").initially("2000-01-01T05:00:00Z"),
              int32("Status").initially(1L),
              bool("Active").initially(true),
              string("EMailNotificationAdresses", 200).initially("").personal(),
              bool("EnforceSessionEndDateTime").initially(false),
              uuid("ManagedByUserID").initially("00000000-0000-0000-0000-000000000000"),
              bool("EmailNotificationIncludeResults").initially(false),
              text("PluginData").initially("{}").json().personal(),
              timestamp("CreateDate").initially("2000-01-01T05:00:00Z"),
              string("ShortLoginCode", 40).initially(""))
          .listed(
              "Active",
              "AllowedEndDateTime",
              "AllowedStartDateTime",
              "CreateDate",
              "Description",
              "EMailNotificationAdresses",
              "EmailNotificationIncludeResults",
              "EndedAt",
              "EnforceSessionEndDateTime",
              "Goal",
              "GroupID",
              "GroupSessionID",
              "ID",
              "ManagedByUserID",
              "PersonID",
              "SessionState",
              "SessionType",
              "StartedAt",
              "Status",
              "UsedBatteryIDs",
              "UserDefinedFields")
          .searched(
              "Description",
              "EMailNotificationAdresses",
              "Goal",
              "Remarks",
              "SessionState",
              "Status")
          .sortedBy("Description")
          .archivedBy("Active")
          .ownedBy("ManagedByUserID")
          .masterReadableBy(MasterReaders.NOBODY)
          .build();

  private Sessions() {}
}
