package org.itr.mail;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every second whether mails are to be sent, and every hour whether some are too old. */
@Component
class MailHousekeeping {

  private final OutboxSender sender;
  private final ParkedMailTable parked;

  MailHousekeeping(OutboxSender sender, ParkedMailTable parked) {
    this.sender = sender;
    this.parked = parked;
  }

  @Scheduled(fixedDelay = 1_000, initialDelay = 1_000)
  void sendDueMails() {
    sender.sendDue();
  }

  @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
  void dropOldMails() {
    parked.dropOld();
  }
}
