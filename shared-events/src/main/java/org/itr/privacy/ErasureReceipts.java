package org.itr.privacy;

import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.timestamp;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/**
 * Receipts of erasures: what was removed, what was kept and why, signed. None of them names the
 * person.
 */
public final class ErasureReceipts {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("erasurereceipts")
          .auditNumber(40)
          .fields(
              uuid("ID"),
              uuid("CompanyID"),
              timestamp("CreateDate"),
              uuid("UserID"),
              string("Cause", 20),
              text("Document"),
              string("Signature", 200))
          .listed("ID", "CompanyID", "CreateDate", "UserID", "Cause", "Document", "Signature")
          .searched("Cause", "Document")
          .sortedBy("CreateDate desc")
          .masterReadableBy(MasterReaders.NOBODY)
          .build();

  private ErasureReceipts() {}
}
