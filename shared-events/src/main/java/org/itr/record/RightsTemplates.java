package org.itr.record;

import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** Sets of rights to give to new consultants. */
public final class RightsTemplates {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("rightstemplates")
          .auditNumber(17)
          .fields(
              uuid("ID"),
              string("Description", 200).initially(""),
              text("Comments").initially(""),
              text("Contents").initially(""),
              text("PluginData").initially("{}").json())
          .listed("Description", "ID")
          .searched("Comments", "Contents", "Description")
          .sortedBy("Description")
          .masterReadableBy(MasterReaders.OFFICE_USERS)
          .build();

  private RightsTemplates() {}
}
