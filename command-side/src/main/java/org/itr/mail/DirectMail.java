package org.itr.mail;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.itr.event.MetaDataKeys;
import org.itr.login.Logins;
import org.itr.mail.OutboxTable.Claim;
import org.itr.mail.Outcome.Failure;
import org.itr.objecttype.ObjectKey;
import org.itr.objecttype.Row;
import org.itr.objecttype.Space;
import org.itr.objecttype.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends mails whose senders wait for the mail server's answer. There is one attempt, to all
 * recipients or to none, and it is in the trail however it ends.
 */
@Component
public class DirectMail {

  private static final int AT_A_TIME = 4;
  private static final int SECONDS_TO_WAIT = 5;

  private final MailServers servers;
  private final OutboxTable outbox;
  private final Delivery delivery;
  private final Views views;
  private final Map<Space, Semaphore> turns = new ConcurrentHashMap<>();

  DirectMail(MailServers servers, OutboxTable outbox, Delivery delivery, Views views) {
    this.servers = servers;
    this.outbox = outbox;
    this.delivery = delivery;
    this.views = views;
  }

  /**
   * Sends a letter as somebody wrote it, and a copy to whom the company wants to have one.
   *
   * @param session the session that it is sent for, where there is one
   * @param sender the user who sends it
   * @throws MailNotSent with the reason
   */
  public void sendWithCopy(
      Space space,
      Letter letter,
      @Nullable Row session,
      UUID sender,
      Map<String, String> metaData) {
    Letter copied = letter.to(servers.withCompanyCopy(space, letter.recipients()));
    send(space, copied, session, sender, metaData);
  }

  /**
   * Sends a letter to whom it names, and nobody else.
   *
   * @param session the session that it is sent for, where there is one
   * @param sender the user who sends it
   * @throws MailNotSent with the reason
   */
  public void send(
      Space space,
      Letter letter,
      @Nullable Row session,
      UUID sender,
      Map<String, String> metaData) {
    Claim claim =
        outbox.keepAttended(
            ObjectKey.of(Mails.TYPE, space, UUID.randomUUID()),
            personBehind(space, letter, session, sender),
            session == null ? null : session.uuid("ID"),
            metaData.get(MetaDataKeys.CORRELATION),
            letter,
            delivery.claim().plusSeconds(SECONDS_TO_WAIT));
    Outcome outcome = attempt(space, claim, letter);
    delivery.tell(claim, letter, outcome, metaData);
    if (outcome.failure() != null) {
      throw new MailNotSent(outcome.failure().inFull());
    }
  }

  private Outcome attempt(Space space, Claim claim, Letter letter) {
    Semaphore turn = turns.computeIfAbsent(space, any -> new Semaphore(AT_A_TIME));
    if (!hasTurn(turn)) {
      return Outcome.refused(
          letter.recipients(),
          Failure.ofMail("The mail server is busy with other mails of the company"));
    }
    try {
      return delivery.send(servers.of(space), claim, letter, true);
    } catch (MailNotSent e) {
      return Outcome.refused(letter.recipients(), Failure.notSetUp(e));
    } finally {
      turn.release();
    }
  }

  /** A mail server that hangs keeps some of its company's callers waiting, and nobody else. */
  private static boolean hasTurn(Semaphore turn) {
    try {
      return turn.tryAcquire(SECONDS_TO_WAIT, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Whom a mail is about: the person of the session, else whoever of the recipients the company
   * knows, else the sender, whose mail it is.
   */
  private UUID personBehind(Space space, Letter letter, @Nullable Row session, UUID sender) {
    if (session != null) {
      UUID person = session.uuid("PersonID");
      return person.equals(Space.MASTER.id()) ? session.uuid("ID") : person;
    }
    for (String recipient : letter.recipients().to()) {
      String address = Addresses.bare(recipient);
      for (Row account : views.accounts(address)) {
        if (account.uuid("CompanyID").equals(space.id())) {
          return account.uuid(Logins.TYPE.key());
        }
      }
      for (Row person : views.persons(space, address)) {
        return person.uuid("ID");
      }
    }
    return sender;
  }
}
