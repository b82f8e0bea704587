package org.itr.mail;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.itr.person.Persons;
import org.itr.privacy.DataSubject;
import org.itr.privacy.SubjectKeys;
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
  private final SubjectKeys keys;
  private final Map<Space, Semaphore> turns = new ConcurrentHashMap<>();

  DirectMail(
      MailServers servers, OutboxTable outbox, Delivery delivery, Views views, SubjectKeys keys) {
    this.servers = servers;
    this.outbox = outbox;
    this.delivery = delivery;
    this.views = views;
    this.keys = keys;
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
    ObjectKey mail = ObjectKey.of(Mails.TYPE, space, UUID.randomUUID());
    Claim claim =
        outbox.keepAttended(
            mail,
            subjectOf(mail, letter, personBehind(space, letter, session, sender)),
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
   * Whose key a mail is encrypted under: that of whom it is about, unless it names other persons as
   * well. Then it is the mail's own, which they share.
   */
  private UUID subjectOf(ObjectKey mail, Letter letter, UUID about) {
    Set<UUID> named = personsNamed(mail.space(), letter.recipients().all());
    named.add(about);
    if (named.size() == 1) {
      return about;
    }
    keys.share(new DataSubject(mail.space(), mail.uuid()), named);
    return mail.uuid();
  }

  /** The persons whose addresses these are; consultants are none. */
  private Set<UUID> personsNamed(Space space, List<String> recipients) {
    Set<UUID> persons = new LinkedHashSet<>();
    for (String recipient : recipients) {
      String address = Addresses.bare(recipient);
      views.persons(space, address).forEach(person -> persons.add(person.uuid("ID")));
      views.accounts(address).stream()
          .filter(account -> account.uuid("CompanyID").equals(space.id()))
          .map(account -> account.uuid(Logins.TYPE.key()))
          .filter(account -> views.find(ObjectKey.of(Persons.TYPE, space, account)).isPresent())
          .forEach(persons::add);
    }
    return persons;
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
