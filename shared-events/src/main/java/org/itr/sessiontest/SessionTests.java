package org.itr.sessiontest;

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

/** The tests of a session, with the answers and scores of its candidate. */
public final class SessionTests {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("sessiontests")
          .auditNumber(2)
          .fields(
              uuid("ID"),
              uuid("SessionID"),
              uuid("TestID"),
              uuid("PersID"),
              int16("Sequence").initially(0L),
              string("TestLanguage", 10),
              text("Results").initially("{}").json().personal().result(),
              text("Scores").initially("{}").json().personal().result(),
              uuid("NormID1").nullable(),
              uuid("NormID2").nullable(),
              uuid("NormID3").nullable(),
              timestamp("TestStart").initially("2000-01-01T05:00:00Z"),
              timestamp("TestEnd").initially("2000-01-01T05:00:00Z"),
              int32("PercentageOfQuestionsAnswered").initially(0L),
              int64("TotalTestTime").initially(0L),
              int32("Status").initially(1L),
              int32("CurrentPage").initially(0L),
              int32("TotalPages").initially(0L),
              int32("HowTheTestIsTaken").initially(1L),
              string("WarningMessage", 200).initially("").personal(),
              timestamp("WarningTime").initially("2000-01-01T05:00:00Z"),
              bool("Billed").initially(false),
              text("PluginData").initially("{}").json().personal().result())
          .listed(
              "CurrentPage",
              "HowTheTestIsTaken",
              "ID",
              "NormID1",
              "NormID2",
              "NormID3",
              "PercentageOfQuestionsAnswered",
              "PersID",
              "Sequence",
              "SessionID",
              "Status",
              "TestEnd",
              "TestID",
              "TestLanguage",
              "TestStart",
              "TotalPages",
              "TotalTestTime",
              "WarningMessage",
              "WarningTime")
          .searched("HowTheTestIsTaken", "WarningMessage")
          .sortedBy("SessionID, Sequence")
          .ofSession("SessionID")
          .masterReadableBy(MasterReaders.NOBODY)
          .build();

  private SessionTests() {}
}
