package org.itr.privacy;

import static org.itr.objecttype.Field.bool;
import static org.itr.objecttype.Field.int16;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/**
 * Rules of companies that say how long after their last activity persons are erased. A rule does
 * nothing until it is switched on.
 */
public final class RetentionRules {

  /** The longest time that a rule may give, in months. */
  public static final long MOST_MONTHS = 1_200;

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("retentionrules")
          .auditNumber(41)
          .fields(
              uuid("ID"),
              uuid("CompanyID"),
              string("Description", 200),
              int16("Months"),
              bool("ArchivedOnly"),
              uuid("OrganisationID"),
              bool("Active"))
          .listed(
              "ID",
              "CompanyID",
              "Description",
              "Months",
              "ArchivedOnly",
              "OrganisationID",
              "Active")
          .searched("Description")
          .sortedBy("Description")
          .masterReadableBy(MasterReaders.NOBODY)
          .build();

  private RetentionRules() {}
}
