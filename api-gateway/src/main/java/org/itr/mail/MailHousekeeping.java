package org.itr.mail;

import java.util.concurrent.TimeUnit;
import org.itr.event.WriteGate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every second whether mails are to be sent, and every hour what is to be forgotten. */
@Component
class MailHousekeeping {

  private final OutboxSender sender;
  private final ParkedMailTable parked;
  private final WriteGate gate;

  MailHousekeeping(OutboxSender sender, ParkedMailTable parked, WriteGate gate) {
    this.sender = sender;
    this.parked = parked;
    this.gate = gate;
  }

  @Scheduled(fixedDelay = 1_000, initialDelay = 1_000)
  void sendDueMails() {
    if (!gate.isRefusing()) {
      sender.sendDue();
    }
  }

  @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
  void forget() {
    sender.forgetGone();
    parked.dropOld();
  }
}
