package org.itr.record;

import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** Reports made for a session. */
public final class GeneratedReports {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("generatedreports")
          .auditNumber(16)
          .fields(
              uuid("ID"),
              uuid("ReportID"),
              uuid("LinkedObjectID"),
              text("ReportText").initially("").personal().result(),
              string("ReportTitle", 200).initially("").personal(),
              text("PluginData").initially("{}").json().personal())
          .listed("ID", "LinkedObjectID", "ReportID", "ReportTitle")
          .searched("ReportText", "ReportTitle")
          .sortedBy("ReportTitle")
          .ofSession("LinkedObjectID")
          .masterReadableBy(MasterReaders.NOBODY)
          .build();

  private GeneratedReports() {}
}
