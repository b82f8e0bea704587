package org.itr.mail;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of mails. The subject of each is the person that its texts are about, the
 * session the one that it is sent for.
 */
public sealed interface MailCommand {

  /**
   * Puts a mail into the outbox; one that is or was there is left as it is.
   *
   * @param cause the id of the event that causes it
   * @param purpose what it is for
   * @param letter what is to be sent
   * @param goodFor how long it is of use; null for as long as it takes
   */
  record QueueMail(
      @TargetAggregateIdentifier ObjectKey target,
      UUID subject,
      @Nullable UUID sessionId,
      UUID cause,
      String purpose,
      Letter letter,
      @Nullable Duration goodFor)
      implements MailCommand {}

  /**
   * Puts a mail that was given up into the outbox again.
   *
   * @param parked the id under which it is parked
   */
  record RetryMail(@TargetAggregateIdentifier ObjectKey target, UUID parked)
      implements MailCommand {}

  /** Notes that the mail server took the mail; fields are what may be told of it. */
  record NoteMailSent(
      @TargetAggregateIdentifier ObjectKey target,
      UUID subject,
      @Nullable UUID sessionId,
      Map<String, Object> fields)
      implements MailCommand {}

  /** Notes that the mail was not sent and why; a subject that was erased is null. */
  record NoteMailFailed(
      @TargetAggregateIdentifier ObjectKey target,
      @Nullable UUID subject,
      @Nullable UUID sessionId,
      Map<String, Object> fields)
      implements MailCommand {}
}
