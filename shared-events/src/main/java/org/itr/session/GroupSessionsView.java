package org.itr.session;

import static org.itr.objecttype.Field.bool;
import static org.itr.objecttype.Field.int16;
import static org.itr.objecttype.Field.int32;
import static org.itr.objecttype.Field.int64;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.timestamp;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** Group sessions with the number of their members by progress. */
public final class GroupSessionsView {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("groupsessionsview")
          .view()
          .fields(
              uuid("ID"),
              uuid("GroupSessionID"),
              uuid("GroupID"),
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
              int64("readycount"),
              int64("inprogresscount"),
              int64("donecount"))
          .listed(
              "AllowedEndDateTime",
              "AllowedStartDateTime",
              "Description",
              "ID",
              "active",
              "donecount",
              "inprogresscount",
              "readycount")
          .searched("Description")
          .sortedBy("Description")
          .archivedBy("active")
          .ownedBy("ManagedByUserID")
          .masterReadableBy(MasterReaders.NOBODY)
          .build();

  private GroupSessionsView() {}

  /** Whether sessions of a type represent a group or a public session: 100, 200 … 1900. */
  public static boolean isGroup(long sessionType) {
    return sessionType >= 100 && sessionType <= 1900 && sessionType % 100 == 0;
  }
}
