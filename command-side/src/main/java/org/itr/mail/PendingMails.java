package org.itr.mail;

import org.itr.mail.MailCommand.QueueMail;
import org.jspecify.annotations.Nullable;

/** Where the texts of mails wait to be sent, since no event may carry them. */
interface PendingMails {

  /**
   * Keeps a mail, encrypted, until it is sent or given up.
   *
   * @param correlation the id of the call that set it in motion
   */
  void keep(QueueMail mail, @Nullable String correlation);
}
