package org.itr.record;

import static org.itr.objecttype.Field.bool;
import static org.itr.objecttype.Field.int16;
import static org.itr.objecttype.Field.int32;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.timestamp;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** Test definitions. */
public final class Tests {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("tests")
          .auditNumber(8)
          .fields(
              uuid("ID"),
              string("TestName", 50).initially(""),
              string("Description", 200).initially(""),
              text("Explanation").initially(""),
              text("CatalogInformation").initially(""),
              text("Copyrights").initially(""),
              int16("Costs").initially(0L),
              int16("TestType").initially(0L),
              text("AuthorInfo").initially(""),
              string("InvoiceCode", 50).initially(""),
              text("Remarks").initially(""),
              timestamp("TestStartDate").initially("2000-01-01T05:00:00Z"),
              timestamp("TestEndDate").initially("2100-01-01T08:00:00Z"),
              bool("TestDefinitionFrozen").initially(false),
              bool("TestDefinitionIsReleased").initially(false),
              bool("TestDefinitionIsOpenSource").initially(false),
              bool("TestDefinitionIsCommercial").initially(false),
              bool("TestDefinitionIsExternal").initially(false),
              bool("TestDefinitionIsBanned").initially(false),
              bool("Active").initially(true),
              bool("SupportsTestTaking").initially(true),
              bool("SupportsTestScoring").initially(true),
              bool("SupportsOnlyRenorming").initially(true),
              bool("IsRestartable").initially(true),
              bool("Supports360Degrees").initially(true),
              bool("CandidateCanDo360Too").initially(true),
              bool("ShowTestClosureScreen").initially(true),
              int16("TotalTimeAvailableForThisTest"),
              int32("MinPercentageOfAnswersRequired").initially(0L),
              int16("TotalNumberOfExperiments").initially(0L),
              text("BeforeScript").initially(""),
              text("AfterScript").initially(""),
              text("BeforeNormingScript").initially(""),
              text("AfterNormingScript").initially(""),
              text("ScoringScript").initially(""),
              text("Pre360").initially(""),
              text("Per360").initially(""),
              text("Post360").initially(""),
              text("RequiredParsPerson").initially("").json(),
              text("RequiredParsSession").initially("").json(),
              text("RequiredParsGroup").initially("").json(),
              text("RequiredParsOrganisation").initially("").json(),
              text("PluginData").initially("{}").json(),
              text("screens").initially("").json(),
              text("scales").initially("").json(),
              text("norms").initially("").json(),
              text("documents").initially("").json(),
              text("scoreRules").initially("").json(),
              text("graphs").initially("").json(),
              text("media").initially("").json(),
              text("files").initially("").json(),
              string("LanguageSupport", 200).initially(""),
              int32("Generation").initially(1L),
              bool("TestDefinitionIsProtected").initially(true))
          .listed(
              "Active",
              "CandidateCanDo360Too",
              "Costs",
              "Description",
              "Generation",
              "ID",
              "InvoiceCode",
              "IsRestartable",
              "LanguageSupport",
              "MinPercentageOfAnswersRequired",
              "ShowTestClosureScreen",
              "Supports360Degrees",
              "SupportsOnlyRenorming",
              "SupportsTestScoring",
              "SupportsTestTaking",
              "TestName",
              "TestType",
              "TotalNumberOfExperiments",
              "TotalTimeAvailableForThisTest")
          .searched(
              "CatalogInformation",
              "Costs",
              "Description",
              "Generation",
              "Remarks",
              "TestName",
              "TestType")
          .sortedBy("TestName")
          .masterReadableBy(MasterReaders.EVERYONE)
          .build();

  private Tests() {}
}
