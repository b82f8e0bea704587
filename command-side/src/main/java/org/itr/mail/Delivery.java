package org.itr.mail;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.itr.mail.MailCommand.NoteMailFailed;
import org.itr.mail.MailCommand.NoteMailSent;
import org.itr.mail.OutboxTable.Claim;
import org.itr.mail.Outcome.Failure;
import org.itr.store.CommandSender;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends claimed mails and tells how that ended. No connection to the database is held while a mail
 * server is spoken to. What a mail server said is told in one transaction with what becomes of the
 * mail in the outbox; when the database cannot be reached just then, it is remembered, and told
 * when the mail comes up again instead of sending it again.
 */
@Component
class Delivery {

  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private final Smtp smtp;
  private final OutboxTable outbox;
  private final ParkedMailTable parked;
  private final CommandSender commands;
  private final MeterRegistry meters;
  private final Map<UUID, Outcome> untold = new ConcurrentHashMap<>();

  Delivery(
      Smtp smtp,
      OutboxTable outbox,
      ParkedMailTable parked,
      CommandSender commands,
      MeterRegistry meters) {
    this.smtp = smtp;
    this.outbox = outbox;
    this.parked = parked;
    this.commands = commands;
    this.meters = meters;
  }

  /** How long a mail is to be claimed for one attempt. */
  Duration claim() {
    return smtp.longest().plusSeconds(60);
  }

  /** What became of the mail, where that was found out before and could not be told. */
  @Nullable Outcome untold(Claim claim) {
    return untold.get(claim.mail().uuid());
  }

  /**
   * Forgets what became of mails that are not in the outbox any more: nobody will ask, and it names
   * their recipients.
   */
  void forgetGone() {
    untold.keySet().removeAll(outbox.gone(untold.keySet()));
  }

  /**
   * Sends a mail.
   *
   * @param wholly whether to all recipients or to none
   */
  Outcome send(MailServer server, Claim claim, Letter letter, boolean wholly) {
    return smtp.send(server, letter, claim.mail().uuid(), wholly);
  }

  /**
   * Tells what became of a mail: it is taken out of the outbox, or put back for those recipients
   * for whom it may be tried again.
   */
  void tell(Claim claim, Letter letter, Outcome outcome, Map<String, String> metaData) {
    untold.put(claim.mail().uuid(), outcome);
    commands.executeInTransaction(() -> settle(claim, letter, outcome, metaData));
    untold.remove(claim.mail().uuid());
    count(claim, outcome);
  }

  private void settle(Claim claim, Letter letter, Outcome outcome, Map<String, String> metaData) {
    boolean again = !outcome.unsettled().isEmpty() && !claim.isLast();
    Letter rest = letter.to(letter.recipients().among(outcome.unsettled()));
    List<String> failed = again ? outcome.refused() : outcome.notAccepted();
    if (!failed.isEmpty()) {
      parked.park(claim, letter.to(letter.recipients().among(failed)), failure(outcome).sentence());
    }
    boolean isOurs = again ? outbox.postpone(claim, rest, failure(outcome)) : outbox.remove(claim);
    if (!isOurs) {
      LOG.info("The mail {} was removed while it was being sent", claim.mail().id());
      return;
    }
    if (!outcome.accepted().isEmpty()) {
      commands.send(
          new NoteMailSent(
              claim.mail(),
              claim.subject(),
              claim.session(),
              told(letter, outcome.accepted(), null)),
          metaData);
    }
    if (!failed.isEmpty()) {
      commands.send(
          new NoteMailFailed(
              claim.mail(), claim.subject(), claim.session(), told(letter, failed, outcome)),
          metaData);
      LOG.warn(
          "The mail {} was given up after {} attempts: {}",
          claim.mail().id(),
          claim.attempts(),
          failure(outcome).sentence());
    }
  }

  private static Map<String, Object> told(
      Letter letter, List<String> recipients, @Nullable Outcome failed) {
    Map<String, Object> told =
        new LinkedHashMap<>(letter.to(letter.recipients().among(recipients)).told());
    if (failed != null) {
      told.put("Failure", failure(failed).sentence());
    }
    return told;
  }

  /** Takes out a mail about a person who was erased: nothing of it can be told but that. */
  void forget(Claim claim, Map<String, String> metaData) {
    commands.executeInTransaction(
        () -> {
          if (outbox.remove(claim)) {
            commands.send(
                new NoteMailFailed(
                    claim.mail(), null, claim.session(), Map.of("Failure", OutboxPolicy.ERASED)),
                metaData);
          }
        });
  }

  private static Failure failure(Outcome outcome) {
    return outcome.failure() == null ? Failure.ofMail("") : outcome.failure();
  }

  private void count(Claim claim, Outcome outcome) {
    String ended =
        outcome.failure() == null
            ? "sent"
            : outcome.unsettled().isEmpty() || claim.isLast() ? "failed" : "postponed";
    meters
        .counter("itr.mail", "kind", claim.attended() ? "direct" : "outbox", "result", ended)
        .increment();
  }
}
