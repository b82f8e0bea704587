package org.itr.credit;

import static org.itr.objecttype.Field.bool;
import static org.itr.objecttype.Field.int16;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.timestamp;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** Credits given to a company. */
public final class CreditGrants {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("creditgrants")
          .auditNumber(6)
          .serverWide()
          .fields(
              uuid("ID"),
              uuid("UserID"),
              uuid("CompanyID"),
              timestamp("GrantedWhen").initially("2000-01-01T05:00:00Z"),
              text("Remarks").initially(""),
              string("UserDescription", 200).initially(""),
              int16("CreditsGranted").initially(0L),
              bool("Paid").initially(true))
          .listed(
              "CompanyID",
              "CreditsGranted",
              "GrantedWhen",
              "ID",
              "Paid",
              "Remarks",
              "UserDescription",
              "UserID")
          .searched("CreditsGranted", "Remarks", "UserDescription")
          .sortedBy("GrantedWhen")
          .masterReadableBy(MasterReaders.MASTER_USERS)
          .build();

  private CreditGrants() {}
}
