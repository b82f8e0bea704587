package org.itr.mail;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.itr.objecttype.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * Commands for mails. The subject is the person that the text is about, the session the one that
 * the mail is sent for.
 */
public sealed interface MailCommand {

  /**
   * Queues a mail in the outbox, unless it is or was already there.
   *
   * @param cause the id of the causing event
   * @param purpose what it is for
   * @param letter the content
   * @param goodFor after what time it is no longer useful; null if it always is
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
   * Queues a parked mail again.
   *
   * @param parked the id under which it is parked
   */
  record RetryMail(@TargetAggregateIdentifier ObjectKey target, UUID parked)
      implements MailCommand {}

  /** Records that the mail server accepted the mail; fields are what may be recorded about it. */
  record NoteMailSent(
      @TargetAggregateIdentifier ObjectKey target,
      UUID subject,
      @Nullable UUID sessionId,
      Map<String, Object> fields)
      implements MailCommand {}

  /** Records that the mail was not sent and why; a subject that was erased is null. */
  record NoteMailFailed(
      @TargetAggregateIdentifier ObjectKey target,
      @Nullable UUID subject,
      @Nullable UUID sessionId,
      Map<String, Object> fields)
      implements MailCommand {}
}
