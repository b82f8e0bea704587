package org.itr.datagathering;

import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.timestamp;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** Anonymised results for research, one row per session and test. */
public final class DataGathering {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("datagathering")
          .auditNumber(20)
          .fields(
              uuid("ID"),
              uuid("CompanyID"),
              uuid("SessionID"),
              uuid("TestID"),
              text("PersonData").initially("").personal(),
              text("GroupData").initially(""),
              text("SessionData").initially("").personal(),
              text("TestData").initially("").personal().result(),
              text("PluginData").initially("{}").json(),
              string("SessionDescription", 200).initially("").personal(),
              string("TestDescription", 200).initially(""),
              string("CompanyDescription", 200).initially(""),
              string("GroupDescription", 200).initially(""),
              timestamp("SessionEndData").initially("2000-01-01T05:00:00Z"))
          .listed(
              "CompanyDescription",
              "CompanyID",
              "GroupData",
              "GroupDescription",
              "ID",
              "PersonData",
              "PluginData",
              "SessionData",
              "SessionDescription",
              "SessionEndData",
              "SessionID",
              "TestData",
              "TestDescription",
              "TestID")
          .searched("ID")
          .sortedBy("ID")
          .ofSession("SessionID")
          .masterReadableBy(MasterReaders.MASTER_USERS)
          .build();

  private DataGathering() {}
}
