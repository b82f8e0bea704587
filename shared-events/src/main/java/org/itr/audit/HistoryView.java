package org.itr.audit;

import static org.itr.objecttype.Field.bool;
import static org.itr.objecttype.Field.int32;
import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.timestamp;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/**
 * The history that auditors search: every event as a sentence, with user, address and call. Unlike
 * the audit trail, it includes refused calls, reads of results and hidden entries.
 */
public final class HistoryView {

  /** What an entry is about. */
  public enum Kind {
    CHANGE,
    REFUSAL,
    READ
  }

  /** The object type, as it goes over the wire. */
  public static final ObjectType TYPE =
      ObjectType.named("history")
          .view()
          .fields(
              uuid("ID"),
              timestamp("Moment"),
              string("Kind", 10),
              string("EventType", 100),
              text("Story"),
              string("Entity", 20),
              int32("ObjectType"),
              int32("MessageID"),
              uuid("ObjectID"),
              uuid("SessionID").nullable(),
              uuid("CompanyID"),
              uuid("UserID"),
              string("UserName", 200).nullable(),
              string("TestName", 50).nullable(),
              string("Address", 100),
              uuid("CorrelationID").nullable(),
              text("OldData"),
              text("NewData"),
              bool("IsHidden"))
          .listed(
              "ID",
              "Moment",
              "Kind",
              "EventType",
              "Story",
              "Entity",
              "ObjectType",
              "MessageID",
              "ObjectID",
              "SessionID",
              "CompanyID",
              "UserID",
              "UserName",
              "TestName",
              "Address",
              "CorrelationID",
              "OldData",
              "NewData",
              "IsHidden")
          .searched("Story", "OldData", "NewData", "UserName", "TestName")
          .sortedBy("Moment desc")
          .masterReadableBy(MasterReaders.MASTER_USERS)
          .build();

  private HistoryView() {}
}
