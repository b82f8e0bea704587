package org.itr.record;

import static org.itr.objecttype.Field.bool;
import static org.itr.objecttype.Field.int16;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** Client organisations of a company. */
public final class Organisations {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("organisations")
          .auditNumber(14)
          .fields(
              uuid("ID"),
              string("Name", 200).initially(""),
              text("Address").initially(""),
              string("Logo", 200).initially(""),
              string("ContactPerson", 200).initially("").personal(),
              string("ContactPhone", 200).initially("").personal(),
              string("ContactEMail", 200).initially("").personal(),
              text("Remarks"),
              bool("Active").initially(true),
              text("PluginData").initially("{}").json(),
              int16("OrganisationType").initially(0L))
          .listed(
              "Active",
              "Address",
              "ContactEMail",
              "ContactPerson",
              "ContactPhone",
              "ID",
              "Logo",
              "Name",
              "OrganisationType")
          .searched(
              "Address", "ContactEMail", "ContactPerson", "ContactPhone", "Logo", "Name", "Remarks")
          .sortedBy("Name")
          .masterReadableBy(MasterReaders.MASTER_USERS)
          .build();

  private Organisations() {}
}
