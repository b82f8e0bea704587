package org.itr.mail;

import java.util.UUID;
import org.itr.mail.MailCommand.QueueMail;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Refusal;

/** Stores mails that were given up until somebody has solved the problem. */
interface ParkedMails {

  /**
   * Removes a parked mail, to be queued again.
   *
   * @param mail the mail
   * @param parked the id under which it was parked
   * @throws Refusal NOT_FOUND when it is no longer parked, or its person was erased
   */
  QueueMail take(ObjectKey mail, UUID parked);
}
