package org.itr.mail;

import org.itr.mail.MailCommand.QueueMail;
import org.jspecify.annotations.Nullable;

/** Stores queued mails, whose texts no event may contain. */
interface PendingMails {

  /**
   * Stores a mail encrypted until it has been sent or given up.
   *
   * @param correlation the id of the call that caused it
   */
  void keep(QueueMail mail, @Nullable String correlation);
}
