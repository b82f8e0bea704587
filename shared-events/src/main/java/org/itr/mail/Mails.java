package org.itr.mail;

import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;
import org.itr.objecttype.ObjectType.MasterReaders;

/** Mails, which exist only as events: besides the audit trail there is no list of them. */
public final class Mails {

  /** The fields of a mail as it is sent, and those that the audit trail shows beside them. */
  public static final ObjectType TYPE =
      ObjectType.named("mails")
          .auditNumber(1001)
          .fields(
              uuid("ID"),
              text("To").personal(),
              text("CC").personal(),
              text("BCC").personal(),
              text("From").personal(),
              text("ReplyTo").personal(),
              string("Subject", 1000).personal(),
              text("Body").personal().neverReturned(),
              string("Purpose", 50),
              text("Failure"))
          .listed("ID")
          .masterReadableBy(MasterReaders.MASTER_USERS)
          .build();

  private Mails() {}
}
