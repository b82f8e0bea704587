package org.itr.record;

import static org.itr.objecttype.Field.bool;
import static org.itr.objecttype.Field.int16;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** Educations that a person can have had. */
public final class Educations {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("educations")
          .auditNumber(12)
          .fields(
              uuid("ID"),
              string("Name", 200),
              string("EducationGroup", 200).initially(""),
              text("Remarks").initially(""),
              bool("Active").initially(true),
              int16("EducationType").initially(0L),
              text("PluginData").initially("{}"))
          .listed("Active", "EducationGroup", "EducationType", "ID", "Name")
          .searched("EducationGroup", "Name", "Remarks")
          .sortedBy("Name")
          .masterReadableBy(MasterReaders.OFFICE_USERS)
          .build();

  private Educations() {}
}
