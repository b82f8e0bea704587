package org.itr.record;

import static org.itr.objecttype.Field.bool;
import static org.itr.objecttype.Field.int16;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** Groups of persons. */
public final class Groups {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("groups")
          .auditNumber(15)
          .fields(
              uuid("ID"),
              string("Description", 200).initially(""),
              text("Remarks").initially(""),
              text("PluginData").initially("{}").json(),
              text("UserDefinedFields").initially(""),
              bool("Active").initially(true),
              uuid("ManagedByUserID").initially("00000000-0000-0000-0000-000000000000"),
              int16("GroupType").initially(0L))
          .listed(
              "Active", "Description", "GroupType", "ID", "ManagedByUserID", "UserDefinedFields")
          .searched("Description", "Remarks", "UserDefinedFields")
          .sortedBy("Description")
          .ownedBy("ManagedByUserID")
          .masterReadableBy(MasterReaders.NOBODY)
          .build();

  private Groups() {}
}
