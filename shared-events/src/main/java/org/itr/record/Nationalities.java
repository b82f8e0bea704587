package org.itr.record;

import static org.itr.objecttype.Field.int16;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** Nationalities that a person can have. */
public final class Nationalities {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("nationalities")
          .auditNumber(13)
          .fields(
              uuid("ID"),
              string("NationalityName", 200).initially(""),
              string("NationalityCode", 10),
              text("Translations").initially(""),
              text("Remarks").initially(""),
              int16("NationalityType").initially(0L))
          .listed("ID", "NationalityCode", "NationalityName", "NationalityType", "Translations")
          .searched("NationalityCode", "NationalityName", "Remarks", "Translations")
          .sortedBy("NationalityName")
          .masterReadableBy(MasterReaders.OFFICE_USERS)
          .build();

  private Nationalities() {}
}
