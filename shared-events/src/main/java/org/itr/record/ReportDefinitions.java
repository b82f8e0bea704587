package org.itr.record;

import static org.itr.objecttype.Field.bool;
import static org.itr.objecttype.Field.int16;
import static org.itr.objecttype.Field.int32;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** Report definitions. */
public final class ReportDefinitions {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("reportdefinitions")
          .auditNumber(9)
          .fields(
              uuid("ID"),
              uuid("TestID").initially("00000000-0000-0000-0000-000000000000"),
              int16("ReportType").initially(10L),
              string("Description", 200).initially(""),
              text("Explanation").initially(""),
              string("InvoiceCode", 50).initially(""),
              int16("CostsInTicks").initially(0L),
              text("Remarks").initially(""),
              string("ReportLanguage", 50).initially(""),
              bool("Active").initially(true),
              bool("DefaultReport").initially(false),
              text("BeforeReportScript").initially(""),
              text("AfterReportScript").initially(""),
              text("PerCandidateReportScript").initially(""),
              text("ReportText").initially(""),
              text("ReportGraphs").initially("{}").json(),
              text("PluginData").initially("{}").json(),
              text("TestIDs").initially(""),
              int32("Generation").initially(1L))
          .listed(
              "Active",
              "CostsInTicks",
              "DefaultReport",
              "Description",
              "ID",
              "InvoiceCode",
              "ReportLanguage",
              "ReportType",
              "TestID",
              "TestIDs")
          .searched(
              "CostsInTicks",
              "Description",
              "Explanation",
              "InvoiceCode",
              "Remarks",
              "ReportLanguage",
              "ReportType")
          .sortedBy("Description")
          .masterReadableBy(MasterReaders.OFFICE_USERS)
          .build();

  private ReportDefinitions() {}
}
