package org.itr.mail;

import static org.itr.objecttype.Field.string;
import static org.itr.objecttype.Field.text;
import static org.itr.objecttype.Field.uuid;

import org.itr.objecttype.ObjectType;

/** Mails, known by their events alone: there is no list of them beside the audit trail. */
public final class Mails {

  /** The fields that the audit trail shows of a mail. */
  public static final ObjectType TYPE =
      ObjectType.named("mails")
          .auditNumber(1001)
          .fields(
              uuid("ID"),
              string("Purpose", 50),
              string("State", 20),
              text("To").personal(),
              text("CC").personal(),
              text("BCC").personal(),
              text("Subject").personal(),
              text("Failure"))
          .listed("ID")
          .build();

  private Mails() {}
}
