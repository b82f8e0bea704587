package org.itr.record;

import static org.itr.objecttype.Field.bool;
import static org.itr.objecttype.Field.int16;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** Sets of tests and reports that are planned together. */
public final class Batteries {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("batteries")
          .auditNumber(11)
          .fields(
              uuid("ID"),
              string("BatteryName", 200),
              text("Description").initially(""),
              string("InvoiceCode", 20).initially(""),
              text("BeforeBatteryScript").initially(""),
              text("AfterBatteryScript").initially(""),
              string("ReportMailAdress", 200).initially("").personal(),
              int16("BatteryCosts").initially(0L),
              text("BatteryReports").initially("").json(),
              text("BatteryTests").initially("").json(),
              bool("Active").initially(true),
              bool("NotifyAfterBatteryCompletes").initially(false),
              bool("MailReportsWhenBatteryCompletes").initially(true),
              bool("MailReportToCandidate").initially(true),
              int16("BatteryType").nullable(),
              text("PluginData").initially("{}").json(),
              text("Remarks").nullable(),
              uuid("ManagedByUserID").initially("00000000-0000-0000-0000-000000000000"))
          .listed(
              "Active",
              "BatteryCosts",
              "BatteryName",
              "BatteryType",
              "ID",
              "InvoiceCode",
              "MailReportToCandidate",
              "MailReportsWhenBatteryCompletes",
              "ManagedByUserID",
              "NotifyAfterBatteryCompletes",
              "ReportMailAdress")
          .searched("BatteryName", "Description", "InvoiceCode", "Remarks", "ReportMailAdress")
          .sortedBy("BatteryName")
          .archivedBy("Active")
          .masterReadableBy(MasterReaders.OFFICE_USERS)
          .build();

  private Batteries() {}
}
