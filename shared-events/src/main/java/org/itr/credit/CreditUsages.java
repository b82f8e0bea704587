package org.itr.credit;

import static org.itr.objecttype.Field.int16;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.timestamp;
import static org.itr.objecttype.Field.uuid;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** Credits charged for a session test, one row per charge. */
public final class CreditUsages {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("creditusages")
          .auditNumber(7)
          .fields(
              uuid("ID"),
              uuid("UserID"),
              uuid("CompanyID"),
              string("InvoiceCode", 50),
              int16("OriginalTicks"),
              int16("DiscountedTicks"),
              int16("TotalTicks"),
              timestamp("UsageDateTime"),
              uuid("SessionID").initially("00000000-0000-0000-0000-000000000000"),
              string("UserName", 200).personal(),
              string("SessionName", 200).personal(),
              uuid("TestID").neverReturned())
          .listed(
              "CompanyID",
              "DiscountedTicks",
              "ID",
              "InvoiceCode",
              "OriginalTicks",
              "SessionID",
              "SessionName",
              "TotalTicks",
              "UsageDateTime",
              "UserID",
              "UserName")
          .searched(
              "DiscountedTicks",
              "InvoiceCode",
              "OriginalTicks",
              "SessionName",
              "TotalTicks",
              "UserName")
          .sortedBy("UsageDateTime")
          .masterReadableBy(MasterReaders.MASTER_USERS)
          .build();

  private CreditUsages() {}

  /**
   * The usage of a session test. Its id follows from the session test, so that there is one bill a
   * session test whatever happens.
   */
  public static ObjectKey of(ObjectKey sessionTest) {
    return ObjectKey.of(
        TYPE,
        sessionTest.space(),
        UUID.nameUUIDFromBytes(sessionTest.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
