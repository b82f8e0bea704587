package org.itr.mail;

import java.util.UUID;
import org.itr.mail.MailCommand.QueueMail;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;

/** Where mails wait that were given up, until somebody has mended the reason. */
interface ParkedMails {

  /**
   * Takes a parked mail out, to be put into the outbox again.
   *
   * @param mail the mail
   * @param parked the id under which it was parked
   * @throws Refusal NOT_FOUND when it is not parked any more, or its person was erased
   */
  QueueMail take(ObjectKey mail, UUID parked);
}
