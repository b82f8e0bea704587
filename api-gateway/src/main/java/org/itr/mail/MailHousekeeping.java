package org.itr.mail;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every second whether mails are to be sent. */
@Component
class MailHousekeeping {

  private final OutboxSender sender;

  MailHousekeeping(OutboxSender sender) {
    this.sender = sender;
  }

  @Scheduled(fixedDelay = 1_000, initialDelay = 1_000)
  void sendDueMails() {
    sender.sendDue();
  }
}
