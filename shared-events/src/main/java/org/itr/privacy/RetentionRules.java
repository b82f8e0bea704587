package org.itr.privacy;

import static org.itr.objecttype.Field.bool;
import static org.itr.objecttype.Field.int16;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/**
 * Companies' rules on how long after their last activity persons are erased. A rule has no effect
 * until it is active.
 */
public final class RetentionRules {

  /** The maximum number of months. */
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
