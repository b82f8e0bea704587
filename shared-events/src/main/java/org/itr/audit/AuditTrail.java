package org.itr.audit;

import static org.itr.objecttype.Field.int16;
import static org.itr.objecttype.Field.int32;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.timestamp;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** The audit trail: a view of the events. */
public final class AuditTrail {

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("audittrail")
          .auditNumber(23)
          .fields(
              uuid("ID"),
              uuid("ObjectID"),
              uuid("CompanyID"),
              uuid("UserID"),
              int32("ObjectType").initially(0L),
              text("OldData").initially(""),
              text("NewData").initially(""),
              string("AuditMessage", 250).initially(""),
              int16("MessageID").initially(0L),
              timestamp("CreateDate").initially("2000-01-01T05:00:00Z"),
              uuid("SessionID").nullable(),
              string("Kind", 10).initially("CHANGE").neverReturned(),
              string("EventType", 100).nullable().neverReturned(),
              string("Address", 100).nullable().neverReturned(),
              uuid("CorrelationID").nullable().neverReturned())
          .listed(
              "AuditMessage",
              "CompanyID",
              "CreateDate",
              "ID",
              "MessageID",
              "NewData",
              "ObjectID",
              "ObjectType",
              "SessionID",
              "UserID")
          .searched("AuditMessage", "NewData", "ObjectType", "OldData")
          .sortedBy("CreateDate")
          .ownedBy("UserID")
          .ofSession("SessionID")
          .masterReadableBy(MasterReaders.MASTER_USERS)
          .build();

  private AuditTrail() {}
}
