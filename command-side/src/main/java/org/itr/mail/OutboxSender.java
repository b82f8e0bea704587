package org.itr.mail;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.itr.event.Actors;
import org.itr.event.MetaDataKeys;
import org.itr.mail.OutboxTable.Claim;
import org.itr.mail.Outcome.Failure;
import org.itr.objecttype.Space;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Sends the mails that wait in the outbox, those of each company one after another and those of
 * different companies side by side, so that a slow mail server holds up its own company alone. When
 * a server cannot be used, all mails that would go through it wait.
 */
@Component
public class OutboxSender implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);
  private static final int COMPANIES_AT_A_TIME = 32;
  private static final int SECONDS_TO_END = 10;

  private final OutboxTable outbox;
  private final MailServers servers;
  private final Delivery delivery;
  private final Set<Space> inHand = ConcurrentHashMap.newKeySet();
  private final ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
  private volatile boolean ending;

  OutboxSender(OutboxTable outbox, MailServers servers, Delivery delivery, MeterRegistry meters) {
    this.outbox = outbox;
    this.servers = servers;
    this.delivery = delivery;
    threads.setThreadNamePrefix("outbox-");
    threads.setCorePoolSize(0);
    threads.setMaxPoolSize(COMPANIES_AT_A_TIME);
    threads.setQueueCapacity(0);
    threads.setDaemon(true);
    threads.setWaitForTasksToCompleteOnShutdown(true);
    threads.setAwaitTerminationSeconds(SECONDS_TO_END);
    threads.initialize();
    Gauge.builder("itr.mail.waiting", outbox, OutboxTable::size)
        .description("mails in the outbox")
        .register(meters);
    Gauge.builder("itr.mail.waiting.oldest", outbox, OutboxTable::secondsOfOldest)
        .description("age of the oldest mail in the outbox")
        .baseUnit("seconds")
        .register(meters);
  }

  /** Begins to send what is due; to be called every second or so. */
  public void sendDue() {
    for (Space space : outbox.due()) {
      if (inHand.add(space)) {
        try {
          threads.execute(() -> send(space));
        } catch (TaskRejectedException e) {
          // Its turn comes when another company is done.
          inHand.remove(space);
        }
      }
    }
  }

  /** Forgets what it need not know any more; to be called every hour or so. */
  public void forgetGone() {
    delivery.forgetGone();
  }

  private void send(Space space) {
    try {
      @Nullable Failure ofServer = null;
      for (Optional<Claim> claim = claim(space); claim.isPresent(); claim = claim(space)) {
        Failure failure = settle(space, claim.get(), ofServer);
        ofServer = failure != null && failure.ofServer() ? failure : ofServer;
      }
    } catch (RuntimeException e) {
      // What was claimed comes up again when the claim ends.
      LOG.warn("Sending mails of the company {} was interrupted", space, e);
    } finally {
      inHand.remove(space);
    }
  }

  private Optional<Claim> claim(Space space) {
    return ending ? Optional.empty() : outbox.claim(space, delivery.claim());
  }

  /**
   * Sends a mail or finds out why not.
   *
   * @param ofServer why the company's mail server cannot be used, where that is known
   * @return why it was not sent; null when it was
   */
  private @Nullable Failure settle(Space space, Claim claim, @Nullable Failure ofServer) {
    Map<String, String> metaData = metaData(claim);
    Letter letter = claim.letter().orElse(null);
    if (letter == null) {
      delivery.forget(claim, metaData);
      return null;
    }
    Outcome outcome = known(claim, letter, ofServer);
    if (outcome == null) {
      outcome = send(space, claim, letter);
    }
    delivery.tell(claim, letter, outcome, metaData);
    return outcome.failure();
  }

  private Outcome send(Space space, Claim claim, Letter letter) {
    Outcome outcome;
    try {
      outcome = delivery.send(servers.of(space, claim.purpose()), claim, letter, false);
    } catch (MailNotSent e) {
      outcome = Outcome.unsettled(letter.recipients(), Failure.notSetUp(e));
    }
    Failure failure = outcome.failure();
    if (failure != null && failure.ofServer()) {
      outbox.postponeAll(space, failure);
      if (claim.attempts() == 1) {
        LOG.warn("Mails of the company {} wait: {}", space, failure.sentence());
      }
    }
    return outcome;
  }

  /**
   * What becomes of a mail without a word to the mail server; null when that is to be found out.
   */
  private @Nullable Outcome known(Claim claim, Letter letter, @Nullable Failure ofServer) {
    Outcome untold = delivery.untold(claim);
    if (untold != null) {
      return untold;
    }
    if (claim.attended()) {
      return Outcome.refused(
          letter.recipients(),
          Failure.ofMail("The server stopped before the mail server confirmed the mail"));
    }
    if (claim.isExpired()) {
      return Outcome.refused(
          letter.recipients(),
          Failure.ofMail(
              claim.lastFailure() == null
                  ? "The mail could not be sent before it expired"
                  : claim.lastFailure()));
    }
    return ofServer == null ? null : Outcome.unsettled(letter.recipients(), ofServer);
  }

  private static Map<String, String> metaData(Claim claim) {
    Map<String, String> metaData = new HashMap<>(Actors.system(claim.mail().space()));
    if (claim.correlation() != null) {
      metaData.put(MetaDataKeys.CORRELATION, claim.correlation());
    }
    return metaData;
  }

  @Override
  public void destroy() {
    ending = true;
    threads.shutdown();
  }
}
